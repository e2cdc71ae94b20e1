//! The key table: a row for every key of every screen, with the change that it is for. What a screen declares and no row
//! has fails here, and so does a key without effect that does not say so.
use super::card::with_order;
use super::{act, path, store_at};
use linchpin::act::{About, FAMILIES};
use linchpin::domain::kinds::shape;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::pane::Offer;
use linchpin::ui::stage::Stage;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The named change of a key.
#[derive(Clone, Debug)]
enum Then {
    /// The cursor stands further down.
    Down,
    /// The cursor stands further up.
    Up,
    /// This is on the screen now, and was not before.
    Shows(&'static str),
    /// This was on the screen, and is no more.
    Hides(&'static str),
    /// The detail under the list begins with what was its second line, or again with what was before its first.
    On,
    Back,
    /// A field of a record has this value now, and had not before.
    Kept(&'static str, i64, &'static str, &'static str),
    /// One column further to the right in a table: one step more to leave it by its left.
    Right,
    /// This tab is in front now.
    Tab(usize),
    /// Nothing, and by intent: what an input method sends by itself, and what is the terminal's to do.
    Nothing,
    /// The program ends.
    Ends,
}

use Then::{Back, Down, Ends, Hides, Kept, Nothing, On, Right, Shows, Tab, Up};

/// On these screens, each by the keys that lead there; after these keys; each of these keys; does this.
struct Row(&'static [&'static str], &'static str, &'static [&'static str], Then);

const TABS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];
const LISTS: &[&str] = &["0", "1", "2", "5", "gk"];
/// The six screens, the calendar on a day with a room booked twice and nothing else; then the list that stands for all.
const ALL: &[&str] = &["0", "1", "2", "3ll", "4", "5", "gk"];

/// Two marked rows side by side.
const MERGE: &[&str] = &["1<space><space>="];

/// The lists that have no tab, by their keys, with their names.
const NAMED: [(&str, &str); 11] = [
    ("gk", "5  Tasks"),
    ("ge", "5  Appointments"),
    ("gm", "5  Messages"),
    ("gc", "5  Contacts"),
    ("go", "5  Opportunities"),
    ("gs", "5  Products"),
    ("gp", "5  People"),
    ("ga", "5  Absences"),
    ("gP", "5  Policies"),
    ("gl", "5  Lists"),
    ("gh", "5  Holidays"),
];

/// What every screen has.
#[rustfmt::skip]
const EVERYWHERE: &[Row] = &[
    Row(ALL, "", &["<f2>", "<c-t>"],                  Shows("┌ Find ")),
    Row(ALL, "", &[":", "<c-p>", "<f9>", "?", "<f1>"], Shows("┌ Commands ")),
    Row(ALL, "", &["u"],                              Shows("Undone: ")),
    Row(ALL, "u", &["U", "<c-r>"],                    Shows(". u undoes")),
    Row(ALL, "", &["."],                              Shows("Nothing to repeat here yet")),
    Row(ALL, "", &["<c-c>"],                          Shows("q leaves; nothing is unsaved")),
    Row(ALL, "", &["I"],                              Shows("┌ Import which file? ")),
    Row(ALL, "", &["gH"],                             Shows("┌ What was done ")),
    Row(ALL, "", &["<c-z>", "<c-l>"],                 Nothing),
    Row(&["0", "1", "2", "3ll", "4", "5"], "", &["q", "<f10>"],                   Ends),
    Row(&["gk"], "", &["q", "<f10>"],                 Tab(0)),
    Row(&["gk"], "", &["gk"],                         Nothing),
];

/// What every list has, whatever it is of.
#[rustfmt::skip]
const IN_LISTS: &[Row] = &[
    Row(LISTS, "", &["j", "<down>", "G", "<end>", "<c-d>", "<c-f>", "<pgdn>"], Down),
    Row(LISTS, "G", &["k", "<up>", "gg", "<home>", "<c-u>", "<c-b>", "<pgup>"], Up),
    Row(LISTS, "", &["<space>"],                      Shows("1 marked")),
    Row(LISTS, "", &["v"],                            Shows("1 marked · v ends the range")),
    Row(LISTS, "vj", &["v"],                          Hides("v ends the range")),
    Row(LISTS, "", &["*", "<c-a>"],                   Shows(" marked")),
    Row(LISTS, "*", &["*", "<c-a>"],                  Hides(" marked")),
    Row(LISTS, "*", &["~"],                           Hides(" marked")),
    Row(LISTS, "", &["~"],                            Shows(" marked")),
    Row(LISTS, "", &["/", "<f3>"],                    Shows("›  /▏")),
    Row(LISTS, "/zzz<enter>", &["<esc>", "h", "<left>"], Hides("›  /zzz")),
    Row(LISTS, "/zzz", &["<esc>"],                    Hides("›  /zzz")),
    Row(LISTS, "/", &["<down>"],                      Down),
    Row(LISTS, "G/", &["<up>"],                       Up),
    Row(LISTS, "/a", &["<enter>"],                    Hides("▏")),
    Row(LISTS, "", &["S"],                            Shows("┌ Sort by ")),
    Row(LISTS, "", &["w"],                            Shows("┌ Name of this view ")),
    Row(LISTS, "", &["o"],                            Shows("┌ Linked records ")),
    Row(LISTS, "", &["y"],                            Shows("Copied by the terminal: ")),
    Row(LISTS, "", &["H"],                            Shows("┌ History · ")),
    Row(LISTS, "", &["x"],                            Shows("┌ Export ")),
    Row(LISTS, "", &["%"],                            Shows("┌ Replace in which field? ")),
    Row(&["0", "1", "2", "gk"], "", &["J", "<c-down>"], On),
    Row(&["0", "1", "2", "gk"], "J", &["K", "<c-up>"], Back),
    Row(&["5"], "", &["J", "<c-down>", "K", "<c-up>"], Shows("There is no more to read here")),
    Row(LISTS, "", &["<bs>"],                         Nothing),
];

/// What is done to a lead, on its list, its card, and the record whole.
const LEAD: &[&str] = &["1", "1<enter>", "1l"];

#[rustfmt::skip]
const OF_LEADS: &[Row] = &[
    Row(&["1"], "", &["<enter>", "c"],                Shows("┌ Nguyễn Thị Đào · Purchasing, Gạo Đồng Tháp ")),
    Row(&["1"], "", &["l", "<right>"],                Shows("(lead, new) ")),
    Row(&["1"], "", &["<tab>"],                       Shows("‹Mine 7›")),
    Row(&["1"], "", &["<s-tab>"],                     Shows("‹All 7›")),
    Row(LEAD, "", &["+"],                             Kept("lead", 1, "state", "qualified")),
    Row(&["1"], "+<s-tab>/dao<enter>", &["+"],        Shows("┌ convert Nguyễn Thị Đào ")),
    Row(&["1<enter>", "1l"], "+", &["+"],             Shows("┌ convert Nguyễn Thị Đào ")),
    Row(&["1"], "-6<s-tab>/dao<enter>", &["+"],       Kept("lead", 1, "state", "working")),
    Row(LEAD, "", &["-"],                             Shows("┌ turn down Nguyễn Thị Đào ")),
    Row(LEAD, "-", &["6"],                            Kept("lead", 1, "state", "turned down")),
    Row(LEAD, "", &["a", "<f6>"],                     Shows("┌ assign Nguyễn Thị Đào ")),
    Row(LEAD, "a", &["1"],                            Kept("lead", 1, "owner", "Minh")),
    Row(LEAD, "", &["z", "<ins>"],                    Shows("┌ later Nguyễn Thị Đào ")),
    Row(LEAD, "z", &["3"],                            Kept("lead", 1, "later", "25/11/2026 08:00")),
    Row(LEAD, "", &["r", "<f5>"],                     Shows("┌ record Nguyễn Thị Đào ")),
    Row(LEAD, "r", &["1"],                            Kept("lead", 1, "state", "working")),
    Row(LEAD, "", &["R"],                             Shows("┌ record in full Nguyễn Thị Đào ")),
    Row(LEAD, "", &["m", "<f11>"],                    Shows("┌ message Nguyễn Thị Đào ")),
    Row(LEAD, "", &["="],                             Shows("contact Đào Ngọc Nga #")),
    Row(LEAD, "", &["f"],                             Shows("┌ follow up Nguyễn Thị Đào ")),
    Row(LEAD, "", &["!"],                             Shows("┌ complaint Nguyễn Thị Đào ")),
    Row(LEAD, "", &["d", "<f8>"],                     Kept("lead", 1, "archived", "24/11/2026 09:14")),
    Row(&["1"], "d<s-tab>/dao<enter>", &["+"],        Kept("lead", 1, "archived", "")),
    Row(LEAD, "", &["e", "<f4>"],                     Shows("┌ edit Nguyễn Thị Đào ")),
    Row(LEAD, "", &["n", "<f7>"],                     Shows("┌ new lead ")),
    Row(&["1"], "z3", &["."],                         Kept("lead", 2, "later", "25/11/2026 08:00")),
];

/// On the list of orders, and in Today, where the same one is first.
const ORDER: &[&str] = &["2", "0"];

#[rustfmt::skip]
const OF_ORDERS: &[Row] = &[
    Row(ORDER, "", &["<enter>"],                      Shows("▌ ✓ ST25 5 kg")),
    Row(ORDER, "", &["l", "<right>"],                 Shows("▌ ✓ ST25 5 kg")),
    Row(ORDER, "", &["c"],                            Shows("▌Orders    SO-1019")),
    Row(&["2"], "", &["<tab>"],                       Shows("‹Late 1›")),
    Row(&["0"], "", &["<tab>"],                       Shows("‹Covered 0›")),
    Row(&["2"], "", &["<s-tab>"],                     Shows("‹All 7›")),
    Row(&["0"], "", &["<s-tab>"],                     Shows("‹All due ")),
    Row(ORDER, "", &["+"],                            Kept("order", 1, "state", "shipped")),
    Row(ORDER, "<s-tab>/1021<enter>", &["+"],         Kept("order", 2, "state", "confirmed")),
    Row(ORDER, "<s-tab>/1022<enter>", &["+"],         Kept("order", 3, "state", "in preparation")),
    Row(ORDER, "<s-tab>/1023<enter>", &["+"],         Kept("order", 4, "state", "confirmed")),
    Row(ORDER, "<s-tab>/1024<enter>", &["+"],         Kept("order", 5, "state", "delivered")),
    Row(ORDER, "<s-tab>/1025<enter>", &["+"],         Kept("order", 6, "state", "closed")),
    Row(&["2"], "<s-tab>/1026<enter>", &["+"],        Kept("order", 7, "state", "draft")),
    Row(ORDER, "", &["-"],                            Shows("┌ hold SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "<s-tab>/1021<enter>", &["-"],         Shows("┌ cancel SO-1021 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["p"],                            Shows("┌ new promise SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["s"],                            Shows("┌ ship SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["D"],                            Shows("SO-1019 Gạo Đồng Tháp: is not shipped yet")),
    Row(&["2"], "<s-tab>/1025<enter>", &["D"],        Shows("┌ put its days right SO-1025 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["X"],                            Shows("┌ cancel the rest SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["a", "<f6>"],                    Shows("┌ assign SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["z", "<ins>"],                   Shows("┌ later SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["r", "<f5>"],                    Shows("┌ record SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["R"],                            Shows("┌ record in full SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["m", "<f11>"],                   Shows("┌ message SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["f"],                            Shows("┌ follow up SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["!"],                            Shows("┌ complaint SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["d", "<f8>"],                    Kept("order", 1, "archived", "24/11/2026 09:14")),
    Row(&["2"], "d<s-tab>/1019<enter>", &["+"],       Kept("order", 1, "archived", "")),
    Row(ORDER, "", &["e", "<f4>"],                    Shows("┌ edit SO-1019 Gạo Đồng Tháp ")),
    Row(ORDER, "", &["n", "<f7>"],                    Shows("┌ new order ")),
];

/// Inside an order, on its third line: what is for a line is done to that one.
const IN_LINE: &[&str] = &["2<enter>jj"];

#[rustfmt::skip]
const OF_LINES: &[Row] = &[
    Row(IN_LINE, "", &["k", "<up>"],                  Shows("▌ ✓ Jasmine 25 kg")),
    Row(IN_LINE, "k", &["j", "<down>"],               Shows("▌ ! ST25 25 kg")),
    Row(IN_LINE, "", &["<esc>", "h", "<left>"],       Hides("▌ ! ST25 25 kg")),
    Row(IN_LINE, "", &["<enter>", "l", "<right>"],    Shows("┌ SO-1019 ")),
    Row(IN_LINE, "", &["+"],                          Shows("→ next state. u undoes")),
    Row(IN_LINE, "", &["-"],                          Shows("┌ hold ST25")),
    Row(IN_LINE, "", &["p"],                          Shows("┌ new promise ST25")),
    Row(IN_LINE, "", &["s"],                          Shows("┌ ship ST25")),
    Row(IN_LINE, "", &["X"],                          Shows("┌ cancel ST25")),
];

#[rustfmt::skip]
const OF_CUSTOMERS: &[Row] = &[
    Row(&["5"], "", &["<enter>", "c"],                Shows("┌ Gạo Đồng Tháp · A ")),
    Row(&["5"], "", &["l", "<right>"],                Shows("┌ Gạo Đồng Tháp (customer, A) ")),
    Row(&["5"], "", &["<tab>"],                       Shows("‹Mine 0›")),
    Row(&["5"], "", &["<s-tab>"],                     Shows("‹Everything 3›")),
    Row(&["5"], "", &["r", "<f5>"],                   Shows("┌ record Gạo Đồng Tháp ")),
    Row(&["5"], "", &["R"],                           Shows("┌ record in full Gạo Đồng Tháp ")),
    Row(&["5"], "", &["m", "<f11>"],                  Shows("┌ message Gạo Đồng Tháp ")),
    Row(&["5"], "", &["f"],                           Shows("┌ follow up Gạo Đồng Tháp ")),
    Row(&["5"], "", &["!"],                           Shows("┌ complaint Gạo Đồng Tháp ")),
    Row(&["5"], "", &["d", "<f8>"],                   Kept("account", 1, "archived", "24/11/2026 09:14")),
    Row(&["5"], "d<s-tab>gg", &["+"],                 Kept("account", 1, "archived", "")),
    Row(&["5"], "", &["e", "<f4>"],                   Shows("┌ edit Gạo Đồng Tháp ")),
    Row(&["5"], "", &["n", "<f7>"],                   Shows("┌ new customer ")),
];

#[rustfmt::skip]
const OF_TASKS: &[Row] = &[
    Row(&["gk"], "", &["c"],                          Shows("┌ Đào Ngọc Nga · Purchasing, Gạo Đồng Tháp · A ")),
    Row(&["gk"], "", &["<enter>", "l", "<right>"],    Shows("┌ wet bags (task, open) ")),
    Row(&["gk"], "", &["<tab>"],                      Shows("‹Open 3›")),
    Row(&["gk"], "", &["<s-tab>"],                    Shows("‹All 3›")),
    Row(&["gk"], "", &["+"],                          Kept("task", 1, "state", "done")),
    Row(&["gk"], "", &["-"],                          Kept("task", 1, "state", "cancelled")),
    Row(&["gk"], "", &["a", "<f6>"],                  Shows("┌ assign wet bags ")),
    Row(&["gk"], "", &["z", "<ins>"],                 Shows("┌ later wet bags ")),
    Row(&["gk"], "", &["r", "<f5>"],                  Shows("┌ record wet bags ")),
    Row(&["gk"], "", &["R"],                          Shows("┌ record in full wet bags ")),
    Row(&["gk"], "", &["m", "<f11>"],                 Shows("┌ message wet bags ")),
    Row(&["gk"], "", &["e", "<f4>"],                  Shows("┌ edit wet bags ")),
    Row(&["gk"], "", &["n", "<f7>"],                  Shows("┌ new task ")),
];

#[rustfmt::skip]
const OF_APPOINTMENTS: &[Row] = &[
    Row(&["ge"], "", &["<tab>"],                      Shows("‹To come 4›")),
    Row(&["ge"], "", &["<s-tab>"],                    Shows("‹All 4›")),
    Row(&["ge"], "", &["+"],                          Kept("appointment", 4, "state", "held")),
    Row(&["ge"], "<s-tab>/demo<enter>", &["+"],       Kept("appointment", 1, "prepared", "24/11/2026 09:14")),
    Row(&["ge"], "<s-tab>/review<enter>", &["+"],     Kept("appointment", 3, "state", "confirmed")),
    Row(&["ge"], "-<s-tab>/gate<enter>", &["+"],      Kept("appointment", 4, "state", "confirmed")),
    Row(&["ge"], "", &["-"],                          Kept("appointment", 4, "state", "cancelled")),
    Row(&["ge"], "", &["="],                          Shows("┌ clash Gate check ")),
    Row(&["ge"], "", &["a", "<f6>"],                  Shows("┌ assign Gate check ")),
    Row(&["ge"], "", &["z", "<ins>"],                 Shows("┌ later Gate check ")),
    Row(&["ge"], "", &["r", "<f5>"],                  Shows("┌ record Gate check ")),
    Row(&["ge"], "", &["R"],                          Shows("┌ record in full Gate check ")),
    Row(&["ge"], "", &["m", "<f11>"],                 Shows("┌ message Gate check ")),
    Row(&["ge"], "", &["M"],                          Shows("┌ move Gate check ")),
    Row(&["ge"], "", &[">"],                          Kept("appointment", 4, "end", "24/11/2026 09:15")),
    Row(&["ge"], "", &["<lt>"],                       Kept("appointment", 4, "end", "24/11/2026 08:45")),
    Row(&["ge"], "", &["f"],                          Shows("┌ follow up Gate check ")),
    Row(&["ge"], "", &["d", "<f8>"],                  Kept("appointment", 4, "archived", "24/11/2026 09:14")),
    Row(&["ge"], "d<s-tab>/gate<enter>", &["+"],      Kept("appointment", 4, "archived", "")),
    Row(&["ge"], "", &["e", "<f4>"],                  Shows("┌ edit Gate check ")),
    Row(&["ge"], "", &["n", "<f7>"],                  Shows("┌ new appointment ")),
];

#[rustfmt::skip]
const OF_MESSAGES: &[Row] = &[
    Row(&["gm"], "", &["<tab>"],                      Shows("‹Open 1›")),
    Row(&["gm"], "", &["<s-tab>"],                    Shows("‹All 1›")),
    Row(&["gm"], "<tab>", &["+"],                     Kept("message", 1, "state", "read")),
    Row(&["gm"], "<tab>", &["-"],                     Kept("message", 1, "state", "returned")),
    Row(&["gm"], "<tab>", &["a", "<f6>"],             Shows("┌ assign Huy ← Nguyễn Thị Đào ")),
    Row(&["gm"], "<tab>", &["z", "<ins>"],            Shows("┌ later Huy ← Nguyễn Thị Đào ")),
    Row(&["gm"], "<tab>", &["r", "<f5>"],             Shows("┌ record Huy ← Nguyễn Thị Đào ")),
    Row(&["gm"], "<tab>", &["f"],                     Shows("┌ follow up Huy ← Nguyễn Thị Đào ")),
    Row(&["gm"], "<tab>", &["!"],                     Shows("┌ complaint Huy ← Nguyễn Thị Đào ")),
    Row(&["gm"], "<tab>", &["e", "<f4>"],             Shows("┌ edit Huy ← Nguyễn Thị Đào ")),
    Row(&["gm"], "", &["n", "<f7>"],                  Shows("┌ new message ")),
];

#[rustfmt::skip]
const OF_CONTACTS: &[Row] = &[
    Row(&["gc"], "", &["<enter>", "c"],               Shows("┌ Đào Hai · Phở Bắc Hà ")),
    Row(&["gc"], "", &["<tab>", "<s-tab>"],           Shows("‹Everything 3›")),
    Row(&["gc"], "", &["r", "<f5>"],                  Shows("┌ record Đào Hai ")),
    Row(&["gc"], "", &["R"],                          Shows("┌ record in full Đào Hai ")),
    Row(&["gc"], "", &["m", "<f11>"],                 Shows("┌ message Đào Hai ")),
    Row(&["gc"], "", &["f"],                          Shows("┌ follow up Đào Hai ")),
    Row(&["gc"], "", &["!"],                          Shows("┌ complaint Đào Hai ")),
    Row(&["gc"], "", &["d", "<f8>"],                  Kept("contact", 3, "archived", "24/11/2026 09:14")),
    Row(&["gc"], "d<tab>gg", &["+"],                  Kept("contact", 3, "archived", "")),
    Row(&["gc"], "", &["e", "<f4>"],                  Shows("┌ edit Đào Hai ")),
    Row(&["gc"], "", &["n", "<f7>"],                  Shows("┌ new contact ")),
];

#[rustfmt::skip]
const OF_OPPORTUNITIES: &[Row] = &[
    Row(&["go"], "", &["<tab>"],                      Shows("‹Open 2›")),
    Row(&["go"], "", &["<s-tab>"],                    Shows("‹All 3›")),
    Row(&["go"], "", &["+"],                          Kept("opportunity", 1, "stage", "qualification")),
    Row(&["go"], "/noodles<enter>", &["+"],           Kept("opportunity", 2, "state", "won")),
    Row(&["go"], "<s-tab>/old<enter>", &["+"],        Kept("opportunity", 3, "state", "open")),
    Row(&["go"], "", &["-"],                          Shows("┌ lost Rice for May ")),
    Row(&["go"], "-", &["1"],                         Kept("opportunity", 1, "state", "lost")),
    Row(&["go"], "", &["a", "<f6>"],                  Shows("┌ assign Rice for May ")),
    Row(&["go"], "", &["z", "<ins>"],                 Shows("┌ later Rice for May ")),
    Row(&["go"], "", &["r", "<f5>"],                  Shows("┌ record Rice for May ")),
    Row(&["go"], "", &["R"],                          Shows("┌ record in full Rice for May ")),
    Row(&["go"], "", &["m", "<f11>"],                 Shows("┌ message Rice for May ")),
    Row(&["go"], "", &["f"],                          Shows("┌ follow up Rice for May ")),
    Row(&["go"], "", &["!"],                          Shows("┌ complaint Rice for May ")),
    Row(&["go"], "", &["d", "<f8>"],                  Kept("opportunity", 1, "archived", "24/11/2026 09:14")),
    Row(&["go"], "d<s-tab>/may<enter>", &["+"],       Kept("opportunity", 1, "archived", "")),
    Row(&["go"], "", &["e", "<f4>"],                  Shows("┌ edit Rice for May ")),
    Row(&["go"], "", &["n", "<f7>"],                  Shows("┌ new opportunity ")),
];

/// What is sold, and what the house is told of itself.
#[rustfmt::skip]
const OF_THE_HOUSE: &[Row] = &[
    Row(&["gs"], "", &["<s-tab>"],                    Shows("‹All 1›")),
    Row(&["gs"], "", &["d", "<f8>"],                  Kept("product", 1, "archived", "24/11/2026 09:14")),
    Row(&["gs"], "d<s-tab>", &["+"],                  Kept("product", 1, "archived", "")),
    Row(&["gs"], "", &["e", "<f4>"],                  Shows("┌ edit ST25 5 kg ")),
    Row(&["gs"], "", &["n", "<f7>"],                  Shows("┌ new product ")),
    Row(&["gp"], "", &["e", "<f4>"],                  Shows("┌ edit Huy ")),
    Row(&["gp"], "", &["n", "<f7>"],                  Shows("┌ new person ")),
    Row(&["ga"], "", &["e", "<f4>"],                  Shows("┌ edit Lan ")),
    Row(&["ga"], "", &["n", "<f7>"],                  Shows("┌ new absence ")),
    Row(&["gP"], "", &["e", "<f4>"],                  Shows("┌ edit call ")),
    Row(&["gP"], "", &["n", "<f7>"],                  Shows("┌ new policy ")),
    Row(&["gl"], "", &["e", "<f4>"],                  Shows("┌ edit deposit unpaid ")),
    Row(&["gl"], "", &["n", "<f7>"],                  Shows("┌ new list entry ")),
    Row(&["gh"], "<s-tab>", &["e", "<f4>"],           Shows("┌ edit ")),
    Row(&["gh"], "", &["n", "<f7>"],                  Shows("┌ new holiday ")),
];

const CALENDAR: &[&str] = &["3ll"];

#[rustfmt::skip]
const OF_CALENDAR: &[Row] = &[
    Row(CALENDAR, "", &["l", "<right>"],                Shows("▌Fri 27")),
    Row(CALENDAR, "", &["h", "<left>"],                 Shows("▌Wed 25")),
    Row(CALENDAR, "", &["<c-f>", "<pgdn>", "<c-d>"],    Shows("▌Sun 29")),
    Row(CALENDAR, "", &["<c-b>", "<pgup>", "<c-u>"],    Shows("▌Mon 23")),
    Row(CALENDAR, "", &["T", "<home>"],               Shows("▌Tue 24")),
    Row(CALENDAR, "", &["j", "<down>"],                 Shows("▌ Thu 26/11 14:00–16:00  Weekly stock")),
    Row(CALENDAR, "j", &["k", "<up>"],                  Shows("▌ Thu 26/11 13:00–15:00  Demo Sakura")),
    Row(&["5"], "", &["O"],                             Shows("┌ new order ")),
    Row(CALENDAR, "", &["<tab>"],                       Shows("‹Agenda›")),
    Row(CALENDAR, "", &["<s-tab>"],                     Shows("‹Day›")),
    Row(CALENDAR, "", &["<enter>"],                     Shows("(appointment, confirmed) ")),
    Row(CALENDAR, "", &["n", "<f7>"],                   Shows("┌ Book ")),
    Row(CALENDAR, "", &["F"],                           Shows("┌ Free time of whom")),
    Row(CALENDAR, "", &["="],                           Shows("┌ clash Demo Sakura ")),
    Row(CALENDAR, "", &["A"],                           Shows("┌ new absence ")),
    Row(CALENDAR, "", &["o"],                           Shows("┌ Linked records ")),
    Row(CALENDAR, "", &["y"],                           Shows("Copied by the terminal: Demo Sakura")),
    Row(CALENDAR, "", &["H"],                           Shows("┌ History · ")),
    Row(CALENDAR, "", &["x"],                           Shows("┌ Export ")),
    Row(CALENDAR, "", &["<esc>", "<bs>"],               Nothing),
    Row(CALENDAR, "", &["+"],                           Kept("appointment", 1, "prepared", "24/11/2026 09:14")),
    Row(CALENDAR, "l", &["+"],                        Kept("appointment", 3, "state", "confirmed")),
    Row(CALENDAR, "", &["-"],                           Kept("appointment", 1, "state", "cancelled")),
    Row(CALENDAR, "-", &["+"],                          Kept("appointment", 1, "state", "confirmed")),
    Row(CALENDAR, "", &["a", "<f6>"],                   Shows("┌ assign Demo Sakura ")),
    Row(CALENDAR, "", &["z", "<ins>"],                  Shows("┌ later Demo Sakura ")),
    Row(CALENDAR, "", &["r", "<f5>"],                   Shows("┌ record Demo Sakura ")),
    Row(CALENDAR, "", &["R"],                           Shows("┌ record in full Demo Sakura ")),
    Row(CALENDAR, "", &["m", "<f11>"],                  Shows("┌ message Demo Sakura ")),
    Row(CALENDAR, "", &["M"],                           Shows("┌ move Demo Sakura ")),
    Row(CALENDAR, "", &[">"],                           Kept("appointment", 1, "end", "26/11/2026 15:15")),
    Row(CALENDAR, "", &["<lt>"],                        Kept("appointment", 1, "end", "26/11/2026 14:45")),
    Row(CALENDAR, "", &["f"],                           Shows("┌ follow up Demo Sakura ")),
    Row(CALENDAR, "", &["d", "<f8>"],                   Kept("appointment", 1, "archived", "24/11/2026 09:14")),
    Row(CALENDAR, "", &["e", "<f4>"],                   Shows("┌ edit Demo Sakura ")),
];

#[rustfmt::skip]
const OF_REPORTS: &[Row] = &[
    Row(&["4"], "", &["<enter>", "l", "<right>"],     Shows("enter rows behind")),
    Row(&["4"], "", &["j", "<down>", "G", "<end>", "<c-d>", "<c-f>", "<pgdn>"], Down),
    Row(&["4"], "G", &["k", "<up>", "gg", "<home>", "<c-u>", "<c-b>", "<pgup>"], Up),
    Row(&["4"], "/zz<enter>", &["<esc>", "h", "<left>"], Hides("/zz")),
    Row(&["4"], "", &["p"],                           Shows("┌ Period ")),
    Row(&["4"], "", &["b"],                           Shows("┌ By ")),
    Row(&["4"], "", &["C"],                           Shows("┤")),
    Row(&["4"], "", &["*"],                           Shows(" Mine 1 ")),
    Row(&["4"], "*", &["*"],                          Hides(" Mine 1 ")),
    Row(&["4"], "", &["x"],                           Shows("┌ Write this report to, .csv, .json or .xlsx ")),
    Row(&["4"], "G", &["J", "<c-down>"],              Hides("now\n")),
    Row(&["4"], "GJ", &["K", "<c-up>"],              Shows("now\n")),
    Row(&["4"], "", &["/", "<f3>"],                   Shows("/▏")),
    Row(&["4"], "", &["<tab>"],                       Hides("‹All")),
    Row(&["4"], "", &["<s-tab>"],                     Hides("‹All")),
    Row(&["4"], "", &["<bs>"],                        Nothing),
];

/// A form in its first field; one whose first field has several lines.
const FORM: &[&str] = &["1n"];
const NOTE: &[&str] = &["gmn"];
const AUDIT: &[&str] = &["0gH"];
const ENTRY: &[&str] = &["0gH<enter>"];
const REPLACING: &[&str] = &["1%<enter>"];
const LOOKUP: &[&str] = &["0<f2>"];
/// The card of a company, with its orders and its people.
const CARD: &[&str] = &["0<f2>0277<enter>"];
/// An order whole, over a card.
const RECORD: &[&str] = &["0<f2>0277<enter><enter>"];

#[rustfmt::skip]
const OF_POPUPS: &[Row] = &[
    Row(FORM, "", &["<tab>", "<down>"],               Shows("▌ Company ")),
    Row(FORM, "<tab>", &["<s-tab>", "<up>"],          Shows("▌ Lead ")),
    Row(FORM, "Bà", &["<c-s>", "<enter>"],            Kept("lead", 8, "name", "Bà")),
    Row(FORM, "Bà", &["<esc>"],                       Hides("┌ new lead ")),
    Row(FORM, "", &["<f2>", "<c-t>"],                 Shows("┌ Find ")),
    Row(FORM, "<tab><tab><tab><tab><tab>", &["<f4>"], Shows("┌ Choose ")),
    Row(FORM, "Bà", &["<c-x>"],                       Hides("Bà▏")),
    Row(FORM, "Bà", &["<f8>"],                        Shows("F8 again throws away")),
    Row(FORM, "", &["<f8>"],                         Shows("F8 again throws away")),
    Row(NOTE, "gọi lại", &["<c-x>"],                  Hides("gọi lại▏")),
    Row(NOTE, "gọi lại", &["<f8>"],                   Shows("F8 again throws away")),
    Row(NOTE, "", &["<tab>"],                         Shows("▌ From ")),
    Row(NOTE, "", &["<s-tab>"],                       Hides("▌ Message ")),
    Row(NOTE, "gọi lại", &["<enter>", "<left>", "<bs>"], Hides("gọi lại▏")),
    Row(NOTE, "gọi lại", &["<c-s>"],                  Kept("message", 2, "text", "gọi lại")),
    Row(NOTE, "gọi lại", &["<esc>"],                  Hides("┌ new message ")),
    Row(AUDIT, "", &["<enter>", "l", "<right>"],      Shows("Enter the record · u undo it")),
    Row(AUDIT, "", &["<esc>", "h", "<left>", "<bs>"], Hides("┌ What was done ")),
    Row(AUDIT, "", &["j", "<down>", "<c-d>", "<c-f>", "<pgdn>", "G", "<end>"], Hides("▌ 09:14            Mai          Gate check ")),
    Row(AUDIT, "G", &["k", "<up>", "<c-u>", "<c-b>", "<pgup>", "gg", "<home>"], Hides(" → set up")),
    Row(AUDIT, "", &["/", "<f3>"],                    Shows("/▏")),
    Row(AUDIT, "/zzz", &["<enter>"],                  Hides("▏")),
    Row(AUDIT, "/zzz", &["<esc>"],                    Hides("/zzz")),
    Row(AUDIT, "/mai", &["<down>"],                   Hides("▌ 09:14            Mai          Gate check ")),
    Row(AUDIT, "/mai<down>", &["<up>"],               Shows("▌ 09:14            Mai          Gate check ")),
    Row(AUDIT, "", &["u"],                            Shows("┌ Undo what ")),
    Row(ENTRY, "", &["<enter>", "l", "<right>"],      Hides("Enter the record · u undo it")),
    Row(ENTRY, "", &["<esc>", "h", "<left>", "<bs>"], Hides("Enter the record · u undo it")),
    Row(ENTRY, "", &["j", "<down>", "k", "<up>"],     Shows("There is no more to read here")),
    Row(ENTRY, "", &["u"],                            Shows("┌ Undo what ")),
    Row(REPLACING, "hà<tab>Hai", &["<enter>", "<c-s>"], Shows("→ Lead: hà → Hai. u undoes")),
    Row(REPLACING, "hà", &["<enter>"],                Shows("▌ Put ")),
    Row(REPLACING, "", &["<esc>"],                    Hides("┌ Find and replace ")),
    Row(REPLACING, "", &["<tab>", "<down>", "<s-tab>", "<up>"], Shows("▌ Put ")),
    Row(REPLACING, "", &["<f4>"],                     Shows("┌ Replace in which field? ")),
    Row(REPLACING, "", &["<c-x>"],                    Shows("the whole cell")),
    Row(REPLACING, "e", &["<pgdn>", "<c-down>", "<pgup>", "<c-up>"], Shows("There is no more to read here")),
    Row(LOOKUP, "0918", &["<enter>"],                 Shows("┌ Lê Văn Tám · Gạo Đồng Tháp · A ")),
    Row(LOOKUP, "0938111222", &["<enter>"],           Kept("lead", 8, "phone", "0938111222")),
    Row(LOOKUP, "0918", &["<down>", "<tab>"],         Shows("▌New lead 0918")),
    Row(LOOKUP, "0918<down>", &["<up>", "<s-tab>"],   Shows("▌Lê Văn Tám ")),
    Row(LOOKUP, "0903", &["<esc>"],                   Hides("┌ Find ")),
    Row(CARD, "", &["j", "<down>"],                   Shows("▌          SO-1022")),
    Row(CARD, "j", &["k", "<up>"],                    Shows("▌Orders    SO-1019")),
    Row(CARD, "", &["<enter>", "l", "<right>"],       Shows("┌ SO-1019 ")),
    Row(CARD, "", &["<bs>", "h", "<left>"],          Shows(" does nothing here")),
    Row(CARD, "jjjjjjjj<enter>", &["<bs>", "h", "<left>"], Shows("┌ Gạo Đồng Tháp · A ")),
    Row(CARD, "", &["N"],                             Shows("▏")),
    Row(CARD, "N", &["<esc>"],                        Hides("▏")),
    Row(CARD, "", &["y"],                             Shows("Copied by the terminal: 0277 387 1234")),
    Row(CARD, "", &["o"],                             Shows("┌ Linked records ")),
    Row(CARD, "", &["O"],                             Shows("┌ new order ")),
    Row(CARD, "", &["H"],                             Shows("┌ History · ")),
    Row(CARD, "", &["<esc>"],                         Hides("┌ Gạo Đồng Tháp · A ")),
    Row(CARD, "", &["r"],                             Shows("┌ record Gạo Đồng Tháp ")),
    Row(CARD, "", &["m"],                             Shows("┌ message Gạo Đồng Tháp ")),
    Row(CARD, "", &["!"],                             Shows("┌ complaint Gạo Đồng Tháp ")),
    Row(CARD, "", &["f"],                             Shows("┌ follow up Gạo Đồng Tháp ")),
    Row(RECORD, "", &["<enter>", "l", "<right>"],     Shows("▌ ✓ ST25 5 kg")),
    Row(RECORD, "<enter>", &["j", "<down>"],          Shows("▌ ✓ Jasmine 25 kg")),
    Row(RECORD, "<enter>j", &["k", "<up>"],           Shows("▌ ✓ ST25 5 kg")),
    Row(RECORD, "<enter>", &["<esc>", "h", "<left>", "<bs>"], Hides("▌ ✓ ST25 5 kg")),
    Row(RECORD, "", &["s"],                           Shows("┌ ship SO-1019 Gạo Đồng Tháp ")),
    Row(RECORD, "", &["D"],                           Shows("SO-1019 Gạo Đồng Tháp: is not shipped yet")),
    Row(RECORD, "", &["X"],                           Shows("┌ cancel the rest SO-1019 Gạo Đồng Tháp ")),
    Row(RECORD, "<enter>", &["p"],                    Shows("┌ new promise ST25")),
    Row(&["1l"], "", &["<enter>", "l", "<right>"],    Shows("‹All 7›")),
    Row(&["1l"], "", &["j", "J", "<down>", "<c-down>"], Hides(" Why now ")),
    Row(&["1l"], "j", &["k", "K", "<up>", "<c-up>"],  Shows(" Why now ")),
    Row(&["1l"], "", &["<esc>", "h", "<left>", "<bs>"], Hides("(lead, new)")),
    Row(&["1l"], "", &["c"],                          Shows("on the call 0 min")),
    Row(&["1l"], "", &["o"],                          Shows("┌ Linked records ")),
    Row(&["1l"], "", &["y"],                          Shows("Copied by the terminal: 0903 123 456")),
    Row(&["1l"], "", &["H"],                          Shows("┌ History · ")),
    Row(&["2H"], "", &["j", "J", "<down>"],           Hides("→ shipped")),
    Row(&["2H"], "j", &["k", "K", "<up>"],            Shows("→ shipped")),
    Row(&["2H"], "", &["<esc>", "h", "<left>", "H", "<bs>"], Hides("┌ History ")),
    Row(&["1a"], "", &["<down>", "<tab>"],            Shows("│ ▌ 2 ")),
    Row(&["1a"], "<down>", &["<up>", "<s-tab>"],      Shows("│ ▌ 1 ")),
    Row(&["1a"], "", &["<pgdn>", "<c-f>"],            Hides("│ ▌ 1 ")),
    Row(&["1a"], "<down>", &["<pgup>", "<c-b>"],      Shows("│ ▌ 1 ")),
    Row(&["1a"], "", &["<enter>"],                    Kept("lead", 1, "owner", "Minh")),
    Row(&["1a"], "", &["<esc>"],                      Hides("┌ assign ")),
    Row(&["1="], "", &["<enter>", "=", "1"],          Kept("lead", 1, "state", "duplicate")),
    Row(&["5", "gc", "go", "gs"], "", &["="],         Shows("┌ merge ")),
    Row(MERGE, "", &["j", "<down>"],                  Shows("▌Company")),
    Row(MERGE, "j", &["k", "<up>"],                   Shows("▌Lead ")),
    Row(MERGE, "", &["<space>", "l", "<right>"],      Shows("✓ Trần Văn Quốc")),
    Row(MERGE, "l", &["h", "<left>"],                 Shows("✓ Nguyễn Thị Đào")),
    Row(MERGE, "", &["s"],                            Shows("Trần Văn Quốc #2 · stays")),
    Row(&["1="], "", &["n", "<tab>"],                 Shows("contact Đào Hai #")),
    Row(&["1="], "n", &["p", "<s-tab>"],              Shows("contact Đào Ngọc Nga #")),
    Row(&["1="], "", &["s"],                          Shows("A record of another kind is linked, not merged")),
    Row(&["1="], "", &["x"],                          Shows("not the same as Đào Ngọc Nga")),
    Row(&["1="], "", &["/"],                          Shows("/▏")),
    Row(&["1="], "", &["J", "<c-down>", "K", "<c-up>"], Shows("There is no more to read here")),
    Row(&["1="], "", &["<esc>"],                      Hides("contact Đào Ngọc Nga #")),
    Row(&["1w"], "", &["<esc>"],                      Hides("┌ Name of this view ")),
    Row(&["1w"], "mine", &["<enter>", "<c-s>"],       Shows("View 'mine' is kept")),
    Row(&["3n"], "fri 14:00 tasting", &["<enter>", "<c-s>"], Kept("appointment", 5, "start", "27/11/2026 14:00")),
    Row(&["3n"], "fri 14:00 tasting", &["<esc>"],     Hides("┌ Book ")),
    Row(&["4jj<enter>"], "", &["<enter>"],            Shows(" 1 Leads ")),
    Row(&["4jj<enter>"], "", &["<esc>"],              Hides("enter rows behind")),
    Row(&["4jj<enter>"], "h", &["h", "<left>"],       Hides("enter rows behind")),
    Row(&["4<enter>"], "h", &["l", "<right>"],        Right),
    Row(&["4jj<enter>"], "", &["j", "<down>", "G", "<end>", "<c-d>", "<c-f>", "<pgdn>"], Down),
    Row(&["4jj<enter>"], "G", &["k", "<up>", "gg", "<home>", "<c-u>", "<c-b>", "<pgup>"], Up),
];

/// Places where the same pane has the keys, or the same screen in another mode: a row for one is a row for the others.
const ALIKE: [(&str, &str); 17] = [
    ("1<enter>", "0<f2>0277<enter>"),
    ("1<space><space>=", "1="),
    ("1l", "0<f2>0277<enter><enter>"),
    ("2<enter>jj", "2"),
    ("3", "3ll"),
    ("4jj<enter>", "4"),
    ("4<enter>", "4"),
    ("ge", "gk"),
    ("gm", "gk"),
    ("gc", "gk"),
    ("go", "gk"),
    ("gs", "gk"),
    ("gp", "gk"),
    ("ga", "gk"),
    ("gP", "gk"),
    ("gl", "gk"),
    ("gh", "gk"),
];

/// The lists of one kind, and inside one of its records: each action with a key has a row on its kind's.
const OF_KIND: [(&str, &str); 15] = [
    ("1", "lead"),
    ("2", "order"),
    ("2<enter>jj", "order"),
    ("5", "account"),
    ("gk", "task"),
    ("ge", "appointment"),
    ("gm", "message"),
    ("gc", "contact"),
    ("go", "opportunity"),
    ("gs", "product"),
    ("gp", "person"),
    ("ga", "absence"),
    ("gP", "policy"),
    ("gl", "code"),
    ("gh", "holiday"),
];

/// What no list is of: the house itself, and what passed with a customer, which their timeline has.
const UNLISTED: [&str; 2] = ["workspace", "touch"];

fn pane(place: &'static str) -> &'static str {
    ALIKE.iter().find(|(one, _)| *one == place).map_or(place, |(_, other)| *other)
}

/// What was done to an order since it was made, each step with what was said.
type Steps = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// The house of the card, with an order at each stage, a room booked twice, and enough of everything to walk in.
fn house() -> &'static Path {
    static HOUSE: OnceLock<PathBuf> = OnceLock::new();
    HOUSE.get_or_init(built)
}

fn built() -> PathBuf {
    let mut s = with_order(Lang::En);
    let line = [("lines.1.text", "ST25"), ("lines.1.quantity", "40"), ("lines.1.price", "100.000")];
    for name in ["Nordlys Foods ApS", "Phở Bắc Hà"] {
        act(&mut s, "account", "add", &[], &[("name", name)]);
    }
    let ways: [(&str, &str, Steps); 6] = [
        ("SO-1021", "04/12/2026", &[]),
        ("SO-1022", "25/11/2026", &[("confirm", &[])]),
        ("SO-1023", "26/11/2026", &[("confirm", &[]), ("hold", &[("reason", "payment")])]),
        ("SO-1024", "27/11/2026", &[("confirm", &[]), ("prepare", &[]), ("ship-all", &[])]),
        ("SO-1025", "27/11/2026", &[("confirm", &[]), ("prepare", &[]), ("ship-all", &[]), ("deliver", &[])]),
        ("SO-1026", "27/11/2026", &[("cancel", &[("reason", "no-budget")])]),
    ];
    for (number, promised, steps) in ways {
        let head = [("number", number), ("account", "Gạo Đồng Tháp"), ("promised", promised)];
        let id = act(&mut s, "order", "add", &[], &head.into_iter().chain(line).collect::<Vec<_>>()).made[0].id;
        for (step, given) in steps {
            act(&mut s, "order", step, &[id], given);
        }
    }
    for text in [
        "26/11 13:00-15:00 Demo Sakura @ room 2 with Huy",
        "26/11 14:00-16:00 Weekly stock @ room 2 with me",
        "27/11 13:00 Weekly review?",
    ] {
        act(&mut s, "appointment", "book", &[], &[("text", text)]);
    }
    act(&mut s, "appointment", "set", &[1], &[("about", "contact #1")]);
    let note = (1..20).map(|n| format!("{n} t a month")).collect::<Vec<_>>().join("\n");
    act(&mut s, "lead", "set", &[1], &[("note", &note), ("title", "Purchasing"), ("email", "dao@gao.vn")]);
    let twin = [("name", "Đào Hai"), ("account", "Phở Bắc Hà"), ("email", "dao@gao.vn")];
    act(&mut s, "contact", "add", &[], &twin);
    act(&mut s, "task", "set", &[1], &[("note", "three bags"), ("owner", "Mai")]);
    act(&mut s, "task", "record", &[1], &[("outcome", "reached"), ("text", "will send pictures")]);
    act(&mut s, "lead", "message", &[1], &[("text", "call me"), ("to", "Huy")]);
    for (subject, due) in [("send papers", "today 18:00"), ("print labels", "today 19:00")] {
        act(&mut s, "task", "add", &[], &[("subject", subject), ("due", due)]);
    }
    sales(&mut s);
    s.path().to_owned()
}

/// What may be sold, what may become an order at each stage, and a meeting that has been held.
fn sales(s: &mut Store) {
    act(s, "product", "add", &[], &[("name", "ST25 5 kg"), ("price", "120.000"), ("stock", "900")]);
    for (name, next) in [("Rice for May", "today 09:00"), ("Noodles", "today 09:05"), ("Old bags", "today 09:10")] {
        let given = [("name", name), ("account", "Phở Bắc Hà"), ("owner", "Mai"), ("next", next)];
        act(s, "opportunity", "add", &[], &given);
    }
    act(s, "opportunity", "move", &[2], &[("stage", "negotiation")]);
    act(s, "opportunity", "lose", &[3], &[("reason", "no-budget")]);
    act(s, "appointment", "book", &[], &[("text", "24/11 08:00-09:00 Gate check with me")]);
}

/// A stage over a house of its own, that one being copied.
fn over(house: &Path) -> Stage {
    let file = path();
    std::fs::copy(house, &file).unwrap();
    Stage::new(store_at(&file, Lang::En), 80, 24).unwrap()
}

fn field(s: &Store, kind: &str, id: i64, key: &str) -> String {
    let Ok(row) = s.any(shape(kind).unwrap().kind, id) else { return "no record".to_owned() };
    let heads = row.heads();
    let place = heads.iter().position(|head| head.key == key).unwrap_or_else(|| panic!("no {kind} {key}"));
    heads[place].kind.show(&row.get(place), &**s)
}

/// The line of the screen that the list's cursor is on.
fn cursor(screen: &str) -> usize {
    screen.lines().collect::<Vec<_>>().iter().rposition(|line| line.starts_with('▌')).unwrap_or(0)
}

/// A line of what stands under the rule: the detail of a list at 80 columns.
fn under(screen: &str, line: usize) -> String {
    let mut lines = screen.lines().skip_while(|line| !line.starts_with('─'));
    lines.nth(line + 1).unwrap_or_default().to_owned()
}

/// What is said of a key that did not do what its row says.
fn wrong(stage: &mut Stage, key: &str, then: &Then) -> Option<String> {
    let before = stage.screen();
    let was = if let Kept(kind, id, name, _) = then { field(stage.store(), kind, *id, name) } else { String::new() };
    stage.keys(key);
    let after = stage.screen();
    let (from, to) = (cursor(&before), cursor(&after));
    let done = match then {
        Down => to > from,
        Up => to < from,
        Shows(text) => !before.contains(text) && after.contains(text),
        Hides(text) => before.contains(text) && !after.contains(text),
        On => under(&before, 1) == under(&after, 0) && before != after,
        Back => under(&after, 1) == under(&before, 0) && before != after,
        Kept(kind, id, name, value) => was != *value && field(stage.store(), kind, *id, name) == *value,
        Tab(n) => after
            .lines()
            .next()
            .unwrap_or_default()
            .contains(&format!("{n} {}", ["Today", "Leads", "Orders", "Calendar", "Reports", "Customers"][*n])),
        Right => stage.keys("<left>").screen().contains("enter rows behind"),
        Nothing => before == after,
        Ends => stage.ended(),
    };
    (!done).then(|| format!("before\n{before}\nafter\n{after}"))
}

/// All rows, with those that follow from the tabs and from the names of lists.
fn rows() -> Vec<Row> {
    let tables = [
        EVERYWHERE,
        IN_LISTS,
        OF_LEADS,
        OF_ORDERS,
        OF_LINES,
        OF_CUSTOMERS,
        OF_TASKS,
        OF_APPOINTMENTS,
        OF_MESSAGES,
        OF_CONTACTS,
        OF_OPPORTUNITIES,
        OF_THE_HOUSE,
        OF_CALENDAR,
        OF_REPORTS,
        OF_POPUPS,
    ];
    tables.into_iter().flatten().map(|Row(on, before, keys, then)| Row(on, before, keys, then.clone())).collect()
}

/// A key pressed somewhere, and what it is meant for there.
type Meant = (&'static str, String, &'static str);

/// The offers that have a key here: of a popup its own alone, what is for the whole deck has its rows on the screens.
fn offered(stage: &Stage, place: &'static str) -> Vec<Meant> {
    let screens = [LISTS, &["3ll", "4"]].concat();
    let own = |name: &str| name == "repeat" && !screens.contains(&place);
    let offers = stage.offers().iter().take_while(|offer| !own(offer.name));
    offers.flat_map(|offer| offer.keys.iter().map(move |key| (place, (*key).to_owned(), offer.name))).collect()
}

/// What the key means: the nearest offer that is in reach, else the nearest.
fn meant<'a>(stage: &'a Stage, key: &str) -> Option<&'a Offer> {
    let known = |offer: &&Offer| offer.keys.contains(&key);
    let offers = stage.offers();
    offers.iter().filter(known).find(|offer| offer.in_reach).or_else(|| offers.iter().find(known))
}

/// Every action with a key of a kind that a list is of: kind, name, key.
fn acts_with_keys() -> BTreeSet<(&'static str, &'static str, String)> {
    let families = FAMILIES.iter().filter(|family| !UNLISTED.contains(&family.shape.kind));
    let keys = |kind: &'static str, about: &'static About| {
        about.role.keys().iter().map(move |key| (kind, about.name, (*key).to_owned()))
    };
    families.flat_map(|family| family.acts().flat_map(move |act| keys(family.shape.kind, act.about()))).collect()
}

/// A key on a screen, after other keys, and what it does.
type Press = (&'static str, &'static str, &'static str, Then);

/// Every press of the table, those that follow from the tabs and from the names of lists among them.
fn presses() -> Vec<Press> {
    let mut all: Vec<Press> = Vec::new();
    for Row(on, before, keys, then) in rows() {
        all.extend(on.iter().flat_map(|on| keys.iter().map(|key| (*on, before, *key, then.clone()))));
    }
    for (at, on) in ALL.iter().enumerate() {
        let (next, back) = (Tab(if at < 6 { (at + 1) % 6 } else { 0 }), Tab(if at < 6 { (at + 5) % 6 } else { 4 }));
        let turns = [("]", &next), ("gt", &next), ("[", &back), ("gT", &back)];
        all.extend(turns.map(|(key, then)| (*on, "", key, then.clone())));
        let other = if at == 1 { "2" } else { "1" };
        all.push((on, other, "<c-o>", if at < 6 { Tab(at) } else { Shows("5  Tasks") }));
        all.extend((0..6).filter(|n| *n != at).map(|n| (*on, "", TABS[n], Tab(n))));
        all.extend(NAMED.iter().filter(|(key, _)| key != on).map(|(key, name)| (*on, "", *key, Shows(name))));
    }
    all
}

/// What came of presses: those that did something else, what was meant, what could be, and the actions done by kind.
#[derive(Default)]
struct Pressed {
    failed: Vec<String>,
    meant: BTreeSet<Meant>,
    declared: BTreeSet<Meant>,
    done: BTreeSet<(&'static str, &'static str, String)>,
}

impl Pressed {
    fn press(&mut self, house: &Path, (on, before, key, then): &Press) {
        let mut stage = over(house);
        stage.keys(on);
        self.declared.extend(offered(&stage, pane(on)));
        stage.keys(before);
        let offer = meant(&stage, key);
        self.meant.extend(offer.map(|offer| (pane(on), (*key).to_owned(), offer.name)));
        let kind = OF_KIND.iter().find(|(place, _)| place == on).map(|(_, kind)| *kind);
        let done = kind.zip(offer.filter(|offer| offer.is_act && offer.in_reach));
        self.done.extend(done.map(|(kind, offer)| (kind, offer.name, (*key).to_owned())));
        if let Some(told) = wrong(&mut stage, key, then) {
            self.failed.push(format!("{on} {before} {key} {then:?}\n{told}"));
        }
        let file = stage.store().path().to_owned();
        drop(stage);
        let _ = std::fs::remove_file(file);
    }

    fn with(mut self, other: Self) -> Self {
        self.failed.extend(other.failed);
        self.meant.extend(other.meant);
        self.declared.extend(other.declared);
        self.done.extend(other.done);
        self
    }
}

#[test]
fn every_key_does_what_its_row_says() {
    let (house, all) = (house(), presses());
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let by = |hand: usize| {
        let mut pressed = Pressed::default();
        all.iter().skip(hand).step_by(hands).for_each(|press| pressed.press(house, press));
        pressed
    };
    let Pressed { failed, meant, declared, done } = std::thread::scope(|scope| {
        let by = &by;
        let hands: Vec<_> = (0..hands).map(|hand| scope.spawn(move || by(hand))).collect();
        hands.into_iter().map(|hand| hand.join().unwrap()).fold(Pressed::default(), Pressed::with)
    });
    assert!(failed.is_empty(), "{} keys:\n{}", failed.len(), failed.join("\n\n"));
    let has_row = |(on, key, _): &&Meant| meant.iter().any(|(there, known, _)| there == on && known == key);
    let without: Vec<_> = declared.iter().filter(|meant| !has_row(meant)).collect();
    assert!(without.is_empty(), "no row for {without:#?}");
    let names: BTreeSet<_> = meant.iter().map(|(.., name)| *name).collect();
    let without: BTreeSet<_> = declared.iter().map(|(.., name)| *name).filter(|name| !names.contains(name)).collect();
    assert!(without.is_empty(), "no row for {without:#?}");
    let without: Vec<_> = acts_with_keys().difference(&done).cloned().collect();
    assert!(without.is_empty(), "no row on a list where it can be done for {without:#?}");
}

#[test]
fn a_key_that_means_nothing_here_is_named_and_changes_nothing() {
    let house = house();
    let signs = "!\"#$%&'()*+,-./;<=>?@[]^_`{|}~6789";
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').chain(signs.chars()).collect();
    for place in ALL.iter().chain(CARD).chain(RECORD) {
        let mut stage = over(house);
        stage.keys(place);
        let before = stage.screen();
        let mut silent = Vec::new();
        for letter in &letters {
            let key = if *letter == '<' { "<lt>".to_owned() } else { letter.to_string() };
            if stage.offers().iter().any(|offer| offer.keys.iter().any(|known| known.starts_with(&key))) {
                continue;
            }
            let screen = stage.keys(&key).screen();
            let said = format!(" {key} does nothing here; ? shows what does");
            let line = |screen: &str, n: usize| screen.lines().nth(n).unwrap_or_default().to_owned();
            let same = (0..24).filter(|n| *n != 22).all(|n| line(&screen, n) == line(&before, n));
            if !same || line(&screen, 22) != said {
                silent.push(format!("{key}\n{screen}"));
            }
        }
        assert!(silent.is_empty(), "{place}: {}", silent.join("\n"));
    }
}
