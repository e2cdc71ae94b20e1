//! What other systems call states: words of everyday for the choices of each kind, without case and accents. What is not
//! here is kept as written and flagged.
use super::mapping::SAID;
use super::vocabulary::{By, choices};
use crate::domain::field::Head;
use crate::domain::fold::fold;
use crate::domain::opportunity::State;
use crate::domain::order;
use crate::domain::value::Id;
use crate::domain::world::World;

/// The list of stages, whose words decide whether something is over.
pub const STAGES: &str = "stage";

/// What others call a sale that is made, and one that is not.
#[rustfmt::skip]
const WON: &[&str] = &["closed won", "closed - won", "closedwon", "win", "success", "thang", "chot", "da chot", "da thang", "thanh cong"];
#[rustfmt::skip]
const LOST: &[&str] = &["closed lost", "closed - lost", "closedlost", "closed-lost to competition", "closed lost to competition",
    "failed", "abandoned", "that bai", "thua", "da thua", "mat", "da mat"];

/// A kind, its field, a choice's key, and what others call it.
type Words = (&'static str, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const WORDS: &[Words] = &[
    ("lead", "state", "new", &["new lead", "not contacted", "open", "open - not contacted", "uncontacted", "untouched", "raw", "to contact",
        "moi tao", "khach moi", "chua lien he", "chua goi", "chua xu ly"]),
    ("lead", "state", "working", &["contacted", "attempted to contact", "attempting to contact", "working - contacted", "in progress",
        "in process", "in contact", "connected", "engaged", "engaging", "assigned", "pre qualified", "pre-qualified", "follow up",
        "da lien he", "dang lien he", "dang xu ly", "dang cham soc", "dang tu van", "da goi"]),
    ("lead", "state", "qualified", &["sales qualified", "sql", "hot", "proposal", "proposal sent", "negotiation", "quoted", "opportunity",
        "du dieu kien", "tiem nang", "quan tam", "da bao gia", "dang thuong luong"]),
    ("lead", "state", "nurturing", &["contact in future", "contact later", "nurture", "on hold", "recycled", "re-engagement", "warm", "cold",
        "later", "lien he sau", "nuoi duong", "cham soc them", "tam hoan"]),
    ("lead", "state", "converted", &["closed won", "won", "customer", "client", "closed - converted", "da chuyen doi", "thanh cong", "da mua",
        "khach hang", "chot", "da chot"]),
    ("lead", "state", "disqualified", &["junk lead", "junk", "lost lead", "lost", "not qualified", "unqualified", "closed lost", "closed",
        "closed - not converted", "dead", "bad", "spam", "not interested", "rejected", "loai", "khong tiem nang", "khong quan tam",
        "that bai", "rac", "tu choi", "huy"]),
    ("lead", "state", "duplicate", &["duplicated", "duplicate lead", "bi trung"]),
    ("opportunity", "state", "open", &["active", "ongoing", "in progress", "not closed", "dang theo doi", "dang xu ly", "dang theo", "mo"]),
    ("opportunity", "state", "won", WON),
    ("opportunity", "state", "lost", LOST),
    ("task", "state", "open", &["needs-action", "in-process", "not started", "in progress", "pending", "deferred", "waiting", "waiting on someone else", "to do", "todo",
        "new", "chua lam", "dang lam", "chua bat dau", "dang cho"]),
    ("task", "state", "done", &["completed", "complete", "closed", "finished", "hoan thanh", "da xong", "hoan tat"]),
    ("task", "state", "cancelled", &["canceled", "dropped", "skipped", "huy", "bo qua"]),
    ("appointment", "state", "cancelled", &["canceled", "da huy", "huy", "huy bo"]),
    ("appointment", "state", "confirmed", &["accepted", "busy", "planned", "scheduled", "da xac nhan"]),
    ("appointment", "state", "held", &["completed", "done", "took place", "da hop", "hoan thanh"]),
    ("person", "role", "rep", &["sales", "sales representative", "sales agent", "sales executive", "salesperson", "seller", "account executive",
        "account manager", "kinh doanh", "nhan vien kinh doanh", "sale"]),
    ("person", "role", "coordinator", &["sales coordinator", "sales support", "sales admin", "sales operations", "tro ly kinh doanh",
        "ho tro kinh doanh", "dieu phoi ban hang"]),
    ("person", "role", "manager", &["sales manager", "team lead", "team leader", "head of sales", "director", "sales director",
        "truong phong", "truong nhom", "giam doc"]),
];

/// Rows of lists by what others call them: the list, the row's code.
const CODES: &[(&str, &str, &[&str])] = &[(STAGES, "won", WON), (STAGES, "lost", LOST)];

/// The key of the choice of a kind's field that a word means, by its key, its label in either language, or what others
/// call it.
pub fn choice(of: &str, head: &Head, text: &str) -> Option<(&'static str, By)> {
    let word = fold(text);
    let all = choices(head)?;
    let own =
        all.iter().find(|(key, said)| *key == text || fold(key) == word || said.both().iter().any(|s| fold(s) == word));
    own.map(|(key, _)| (*key, By::Name)).or_else(|| {
        let of_field = |(kind, field, ..): &&Words| *kind == of && *field == head.key;
        let found = WORDS.iter().filter(of_field).find(|(.., words)| words.contains(&word.as_str()));
        let stands = || order::keyed(text).ok().filter(|_| head.key == SAID);
        found.map(|(_, _, choice, _)| *choice).or_else(stands).map(|choice| (choice, By::Table))
    })
}

/// The code of the row of a list that a folded word means elsewhere.
pub fn of_list(list: &str, word: &str) -> Option<&'static str> {
    CODES.iter().find(|(of, _, words)| *of == list && words.contains(&word)).map(|(_, code, _)| *code)
}

/// The stages at which all is over.
pub fn ended_stages(world: &dyn World) -> Vec<Id> {
    world.stages().iter().filter(|stage| stage.state() != State::Open).map(|stage| stage.id).collect()
}
