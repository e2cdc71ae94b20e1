//! The lists that have no tab: gone to by name from the palette.
use crate::lang::say;
use crate::ui::browse::{Column, Sheet, View};

#[rustfmt::skip]
pub static TASKS: Sheet = Sheet {
    id: "tasks",
    name: say("Tasks", "Việc"),
    keys: &["gk"],
    kind: Some("task"),
    columns: &[
        Column { key: "due",     least: 13, most: 13, rank: 0 },
        Column { key: "subject", least: 20, most: 40, rank: 1 },
        Column { key: "about",   least: 14, most: 28, rank: 3 },
        Column { key: "owner",   least: 6,  most: 10, rank: 2 },
        Column { key: "state",   least: 10, most: 10, rank: 4 },
    ],
    views: &[
        View { name: say("Now", "Cần làm"),   filter: "now" },
        View { name: say("Open", "Đang mở"),  filter: "open" },
        View { name: say("All", "Tất cả"),    filter: "" },
    ],
    sort: "",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static APPOINTMENTS: Sheet = Sheet {
    id: "appointments",
    name: say("Appointments", "Lịch hẹn"),
    keys: &["ge"],
    kind: Some("appointment"),
    columns: &[
        Column { key: "due",     least: 13, most: 13, rank: 0 },
        Column { key: "start",   least: 11, most: 16, rank: 2 },
        Column { key: "subject", least: 20, most: 36, rank: 1 },
        Column { key: "room",    least: 7,  most: 12, rank: 4 },
        Column { key: "about",   least: 14, most: 28, rank: 5 },
        Column { key: "owner",   least: 6,  most: 10, rank: 3 },
        Column { key: "state",   least: 10, most: 10, rank: 6 },
    ],
    views: &[
        View { name: say("Now", "Cần làm"),     filter: "now" },
        View { name: say("To come", "Sắp tới"), filter: "start>=today state:confirmed,tentative archived:" },
        View { name: say("All", "Tất cả"),      filter: "" },
    ],
    sort: "",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static MESSAGES: Sheet = Sheet {
    id: "messages",
    name: say("Messages", "Lời nhắn"),
    keys: &["gm"],
    kind: Some("message"),
    columns: &[
        Column { key: "due",    least: 13, most: 13, rank: 0 },
        Column { key: "owner",  least: 6,  most: 10, rank: 1 },
        Column { key: "caller", least: 14, most: 24, rank: 2 },
        Column { key: "text",   least: 20, most: 50, rank: 3 },
        Column { key: "state",  least: 10, most: 12, rank: 4 },
    ],
    views: &[
        View { name: say("Now", "Cần làm"),   filter: "now" },
        View { name: say("Open", "Đang mở"),  filter: "open" },
        View { name: say("All", "Tất cả"),    filter: "" },
    ],
    sort: "",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static CONTACTS: Sheet = Sheet {
    id: "contacts",
    name: say("Contacts", "Liên hệ"),
    keys: &["gc"],
    kind: Some("contact"),
    columns: &[
        Column { key: "name",    least: 18, most: 26, rank: 0 },
        Column { key: "account", least: 18, most: 28, rank: 1 },
        Column { key: "title",   least: 10, most: 18, rank: 4 },
        Column { key: "phone",   least: 16, most: 16, rank: 2 },
        Column { key: "owner",   least: 6,  most: 10, rank: 3 },
    ],
    views: &[
        View { name: say("All", "Tất cả"),            filter: "archived:" },
        View { name: say("Everything", "Cả lưu trữ"), filter: "" },
    ],
    sort: "name",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static PEOPLE: Sheet = Sheet {
    id: "people",
    name: say("People", "Nhân viên"),
    keys: &["gp"],
    kind: Some("person"),
    columns: &[
        Column { key: "name",        least: 16, most: 26, rank: 0 },
        Column { key: "role",        least: 10, most: 18, rank: 1 },
        Column { key: "phone",       least: 16, most: 16, rank: 2 },
        Column { key: "languages",   least: 10, most: 20, rank: 4 },
        Column { key: "territories", least: 10, most: 20, rank: 5 },
    ],
    views: &[
        View { name: say("Here", "Đang làm"), filter: "left:" },
        View { name: say("All", "Tất cả"),    filter: "" },
    ],
    sort: "name",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static ABSENCES: Sheet = Sheet {
    id: "absences",
    name: say("Absences", "Nghỉ"),
    keys: &["ga"],
    kind: Some("absence"),
    columns: &[
        Column { key: "person", least: 10, most: 20, rank: 0 },
        Column { key: "from",   least: 10, most: 12, rank: 1 },
        Column { key: "till",   least: 10, most: 12, rank: 2 },
        Column { key: "deputy", least: 10, most: 20, rank: 3 },
        Column { key: "reason", least: 10, most: 16, rank: 4 },
    ],
    views: &[
        View { name: say("From today", "Từ hôm nay"), filter: "till>=today" },
        View { name: say("All", "Tất cả"),            filter: "" },
    ],
    sort: "from",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static POLICIES: Sheet = Sheet {
    id: "policies",
    name: say("Policies", "Quy định"),
    keys: &["gP"],
    kind: Some("policy"),
    columns: &[
        Column { key: "area",      least: 9,  most: 11, rank: 1 },
        Column { key: "name",      least: 14, most: 18, rank: 0 },
        Column { key: "value",     least: 6,  most: 8,  rank: 2 },
        Column { key: "condition", least: 14, most: 24, rank: 3 },
        Column { key: "version",   least: 7,  most: 9,  rank: 5 },
        Column { key: "since",     least: 10, most: 10, rank: 6 },
    ],
    views: &[
        View { name: say("In force", "Đang áp dụng"), filter: "retired:" },
        View { name: say("Score", "Chấm điểm"),       filter: "area:score retired:" },
        View { name: say("All", "Tất cả"),            filter: "" },
    ],
    sort: "name",
    aside: 44,
    verbs: &[],
};

#[rustfmt::skip]
pub static CODES: Sheet = Sheet {
    id: "codes",
    name: say("Lists", "Danh mục"),
    keys: &["gl"],
    kind: Some("code"),
    columns: &[
        Column { key: "list", least: 12, most: 16, rank: 0 },
        Column { key: "name", least: 14, most: 22, rank: 1 },
        Column { key: "en",   least: 14, most: 26, rank: 2 },
        Column { key: "vi",   least: 14, most: 26, rank: 3 },
        Column { key: "rank", least: 5,  most: 6,  rank: 4 },
    ],
    views: &[
        View { name: say("In use", "Đang dùng"), filter: "retired:" },
        View { name: say("All", "Tất cả"),       filter: "" },
    ],
    sort: "list",
    aside: 40,
    verbs: &[],
};

#[rustfmt::skip]
pub static HOLIDAYS: Sheet = Sheet {
    id: "holidays",
    name: say("Holidays", "Ngày lễ"),
    keys: &["gh"],
    kind: Some("holiday"),
    columns: &[
        Column { key: "day",   least: 10, most: 12, rank: 0 },
        Column { key: "name",  least: 24, most: 40, rank: 1 },
        Column { key: "hours", least: 10, most: 20, rank: 2 },
    ],
    views: &[
        View { name: say("From today", "Từ hôm nay"), filter: "day>=today" },
        View { name: say("All", "Tất cả"),            filter: "" },
    ],
    sort: "day",
    aside: 40,
    verbs: &[],
};
