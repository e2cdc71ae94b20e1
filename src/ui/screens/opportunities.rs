//! Opportunities, the next step first.
use crate::lang::say;
use crate::ui::browse::{Column, Sheet, View};

#[rustfmt::skip]
pub static OPPORTUNITIES: Sheet = Sheet {
    id: "opportunities",
    name: say("Opportunities", "Cơ hội"),
    keys: &["go"],
    kind: Some("opportunity"),
    columns: &[
        Column { key: "due",     least: 13, most: 13, rank: 0 },
        Column { key: "name",    least: 14, most: 28, rank: 1 },
        Column { key: "account", least: 12, most: 24, rank: 4 },
        Column { key: "stage",   least: 11, most: 16, rank: 2 },
        Column { key: "amount",  least: 16, most: 16, rank: 3 },
        Column { key: "close",   least: 5,  most: 10, rank: 6 },
        Column { key: "owner",   least: 5,  most: 8,  rank: 5 },
    ],
    views: &[
        View { name: say("Now", "Cần làm"),       filter: "now" },
        View { name: say("Open", "Đang mở"),      filter: "state:open archived: history:" },
        View { name: say("Overdue", "Quá hạn"),   filter: "open close<today" },
        View { name: say("Won", "Thắng"),         filter: "state:won" },
        View { name: say("Lost", "Mất"),          filter: "state:lost" },
        View { name: say("All", "Tất cả"),        filter: "" },
    ],
    sort: "",
    aside: 48,
    verbs: &[],
};
