//! What is wrong or missing in the records, and the key that mends it.
use super::figure::{Behind, Cell, Column, Figure, Unit};
use super::question::parse;
use super::{Area, Asked, Query, Report};
use crate::act::{DAYS, Role, family};
use crate::domain::kinds::{Shape, shape};
use crate::domain::worded::worded;
use crate::lang::report::{as_written, counted_to};
use crate::lang::{Sentence, Text, say};
use crate::store::{Db, List, MANY, Order};
use anyhow::{Context, Result};

pub(super) const ASKED: Asked = Asked {
    name: "data-quality",
    title: say("Data quality", "Chất lượng dữ liệu"),
    definition: say(
        "Records that are not archived, by what is wrong with them; one may stand in several rows. Bad: something is \
         written that is no number or mailbox. Likely duplicate: another person has the same phone, the same mailbox, or the \
         same name at the same company; another customer has the same tax code, phone, mailbox, or name whatever it is by law, \
         and no other tax code. Kept as written: the text named nothing that is known here. Each row is a list; its key mends what is under the cursor.",
        "Bản ghi chưa lưu trữ, xếp theo lỗi; một bản ghi có thể nằm ở nhiều dòng. Sai: có ghi nhưng không phải số điện \
         thoại hay e-mail. Có thể trùng: người khác có cùng số điện thoại, e-mail, hoặc cùng tên ở cùng công ty; khách hàng khác có cùng mã số thuế, số điện thoại, e-mail, hoặc cùng tên \
         không kể loại hình doanh nghiệp, mà không khác mã số thuế. Giữ nguyên văn: chữ ghi không \
         ứng với gì đã biết. Mỗi dòng là một danh sách; phím ghi bên cạnh dùng để sửa dòng đang chọn.",
    ),
    area: Area::Data,
    period: false,
    ticks: false,
    by: &[("flag", WHAT)],
    shown: "flag",
    run,
};

/// One thing that may be wrong.
struct Check {
    key: &'static str,
    kind: &'static str,
    said: Text,
    words: &'static str,
    mend: Mend,
}

/// What mends it: the part of an action, whose key it has on its list.
#[derive(Clone, Copy)]
enum Mend {
    Edit,
    Assign,
    Same,
    /// The days of an order that is done.
    Days,
    /// No hand can: the file brought it, and brings it again once it is corrected there.
    Import,
}

/// The key that brings a file in, on every list.
const IMPORT: &[&str] = &["I"];

/// The keys of an action of a kind.
fn keys(kind: &str, act: &str) -> &'static [&'static str] {
    family(kind).and_then(|family| family.act(act)).map_or(&[], |act| act.about().role.keys())
}

impl Mend {
    fn said(self) -> Figure {
        let (keys, said) = match self {
            Self::Edit => (Role::Edit.keys(), say("edit", "sửa")),
            Self::Assign => (Role::Assign.keys(), say("assign", "giao")),
            Self::Same => (Role::Same.keys(), say("compare", "so")),
            Self::Days => (keys("order", DAYS), say("days", "ngày")),
            Self::Import => (IMPORT, say("import again", "nhập lại từ tệp")),
        };
        let key = keys.first().copied().unwrap_or_default();
        let [en, vi] = said.both().map(|said| format!("{key} {said}"));
        Figure::Named { key: key.to_owned(), said: Sentence::new(en, vi) }
    }
}

const fn check(key: &'static str, kind: &'static str, mend: Mend, words: &'static str, said: Text) -> Check {
    Check { key, kind, said, words, mend }
}

#[rustfmt::skip]
const CHECKS: &[Check] = &[
    check("unreachable", "lead",    Mend::Edit,    "phone: email: archived:", UNREACHABLE),
    check("no-phone",    "lead",    Mend::Edit,    "phone: -email: archived:", NO_PHONE),
    check("no-mail",     "lead",    Mend::Edit,    "email: -phone: archived:", NO_MAIL),
    check("bad-phone",   "lead",    Mend::Edit,    "phone:? archived:",       BAD_PHONE),
    check("bad-mail",    "lead",    Mend::Edit,    "email:? archived:",       BAD_MAIL),
    check("no-source",   "lead",    Mend::Edit,    "source: archived:",       say("no source", "không rõ nguồn")),
    check("no-owner",    "lead",    Mend::Assign,  "owner: open archived:",   NOBODYS),
    check(LIKELY,        "lead",    Mend::Same,    "likely state:new,working,qualified,nurturing archived:", say("likely duplicate", "có thể trùng")),
    check("date-ahead",  "lead",    Mend::Edit,    "created>=tomorrow archived:", say("created in the future", "ngày tạo ở tương lai")),
    check("date-past",   "lead",    Mend::Edit,    "created<1/1/1990 archived:",  say("created before 1990", "ngày tạo trước 1990")),
    check("next-past",   "lead",    Mend::Edit,    "next<1/1/1990 archived:",     say("next step before 1990", "bước kế trước 1990")),
    check("next-far",    "lead",    Mend::Edit,    "next>=+1826d archived:",      say("next step in over 5 years", "bước kế sau hơn 5 năm nữa")),
    check("unreachable", "contact", Mend::Edit,    "phone: email: archived:", UNREACHABLE),
    check("no-phone",    "contact", Mend::Edit,    "phone: -email: archived:", NO_PHONE),
    check("no-mail",     "contact", Mend::Edit,    "email: -phone: archived:", NO_MAIL),
    check("bad-phone",   "contact", Mend::Edit,    "phone:? archived:",       BAD_PHONE),
    check("bad-mail",    "contact", Mend::Edit,    "email:? archived:",       BAD_MAIL),
    check("orphan",      "contact", Mend::Edit,    "account: archived:",      say("of no customer", "không thuộc khách hàng nào")),
    check(LIKELY,        "contact", Mend::Same,    "likely archived:",        say("likely duplicate", "có thể trùng")),
    check("unreachable", "account", Mend::Edit,    "phone: email: archived:", UNREACHABLE),
    check("bad-phone",   "account", Mend::Edit,    "phone:? archived:",       BAD_PHONE),
    check("bad-mail",    "account", Mend::Edit,    "email:? archived:",       BAD_MAIL),
    check(LIKELY,        "account", Mend::Same,    "likely archived:",        say("likely duplicate", "có thể trùng")),
    check("no-owner",    "account", Mend::Edit,    "owner: archived:",        say("nobody's", "chưa ai phụ trách")),
    check("no-customer", "order",   Mend::Edit,    "account: archived:",      NO_CUSTOMER),
    check("no-owner",    "order",   Mend::Assign,  "owner: open archived:",   NOBODYS),
    check("no-product",  "order",   Mend::Edit,    "lines.product: archived:", say("a line without product", "dòng hàng không có sản phẩm")),
    check("promised-before", "order", Mend::Edit,  "promised<ordered archived:", say("promised before it was ordered", "hẹn giao trước ngày đặt")),
    check("wanted-before", "order", Mend::Edit,    "requested<ordered archived:", say("wanted before it was ordered", "khách cần trước ngày đặt")),
    check("promised-far", "order",  Mend::Edit,    "promised>=+1826d archived:", say("promised in over 5 years", "hẹn giao sau hơn 5 năm nữa")),
    check("arrived-before", "order", Mend::Days, "delivered<ordered archived:", say("arrived before it was ordered", "giao trước ngày đặt")),
    check("date-ahead",  "order",   Mend::Edit,    "ordered>=tomorrow archived:", say("ordered in the future", "ngày đặt ở tương lai")),
    check("date-past",   "order",   Mend::Edit,    "ordered<1/1/1990 archived:",  say("ordered before 1990", "ngày đặt trước 1990")),
    check("no-customer", "opportunity", Mend::Edit, "account: archived:",       NO_CUSTOMER),
    check("no-owner",    "opportunity", Mend::Assign, "owner: state:open archived:", NOBODYS),
    check("no-amount",   "opportunity", Mend::Edit, "amount: state:open archived:", say("open without amount", "đang mở mà chưa có giá trị")),
    check("no-close",    "opportunity", Mend::Edit, "close: state:open archived:",  say("open without a day to decide", "đang mở mà chưa có ngày chốt")),
    check("close-past",  "opportunity", Mend::Edit, "close<1/1/1990 archived:",   say("to decide before 1990", "ngày chốt trước 1990")),
    check("close-far",   "opportunity", Mend::Edit, "close>=+1826d archived:",    say("to decide in over 5 years", "ngày chốt sau hơn 5 năm nữa")),
    check("no-price",    "product", Mend::Edit,    "price: active:yes archived:", say("sold without price", "đang bán mà chưa có giá")),
    check("due-past",    "task",    Mend::Edit,    "due<1/1/1990 open",       say("due before 1990", "hạn trước 1990")),
    check("due-far",     "task",    Mend::Edit,    "due>=+1826d open",        say("due in over 5 years", "hạn sau hơn 5 năm nữa")),
];
const UNREACHABLE: Text = say("no phone and no e-mail", "không có điện thoại lẫn e-mail");
const NO_PHONE: Text = say("e-mail but no phone", "có e-mail, không có điện thoại");
const NO_MAIL: Text = say("phone but no e-mail", "có điện thoại, không có e-mail");
const BAD_PHONE: Text = say("number that fits no region", "số không hợp vùng nào");
const BAD_MAIL: Text = say("bad e-mail", "e-mail sai");
const NOBODYS: Text = say("open and nobody's", "đang mở mà chưa giao ai");
const NO_CUSTOMER: Text = say("no customer", "không có khách hàng");
const LIKELY: &str = "likely-duplicate";
/// More than any file has.
const ALL: usize = 1 << 40;

fn run(db: &Db, _: Query) -> Result<Report> {
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for Check { key, kind, said, words, mend } in CHECKS {
        let bounded = *key == LIKELY;
        let mut count = counted(db, kind, words, if bounded { MANY } else { ALL })?;
        if bounded && count > MANY {
            count = MANY;
            notes = vec![counted_to(i64::try_from(MANY)?)];
        }
        rows.push(row(db, kind, Figure::text(key, *said), count, words, *mend)?);
    }
    for (kind, field, _) in db.flagged()? {
        let blank = (known(kind)?.blank)();
        let Some(head) = blank.heads().into_iter().find(|head| head.key == field) else { continue };
        let archived = if known(kind)?.has("archived") { " archived:" } else { "" };
        let words = format!("{field}:?{archived}");
        // A bad address is told above, kept as written or not.
        if CHECKS.iter().any(|check| (check.kind, check.words) == (kind, &words)) {
            continue;
        }
        let count = counted(db, kind, &words, ALL)?;
        let flag = Figure::Named { key: format!("as-written-{field}"), said: as_written(head.label) };
        rows.push(row(db, kind, flag, count, &words, if head.edit.by_hand() { Mend::Edit } else { Mend::Import })?);
    }
    let number = |row: &Vec<Cell>| row[COUNT].figure.number().unwrap_or(0);
    rows.sort_by_key(|row| -number(row));
    let headline = Cell::from(Figure::Count(rows.iter().map(number).sum()));
    let columns = COLUMNS.to_vec();
    Ok(Report { columns, rows, notes, headline, ..Report::default() })
}

const COLUMNS: [Column; 5] = [
    Column::new("flag", WHAT, Unit::Text),
    Column::new("kind", say("of", "của"), Unit::Text),
    Column::new("count", say("records", "số bản ghi"), Unit::Count),
    Column::new(MEND, say("mended by", "cách sửa"), Unit::Text),
    Column::new("filter", say("filter", "lọc"), Unit::Text).rank(1),
];
/// The column of the key that mends the rows behind.
pub const MEND: &str = "mend";
const COUNT: usize = 2;
const WHAT: Text = say("what", "lỗi");

fn row(db: &Db, kind: &'static str, flag: Figure, count: usize, words: &str, mend: Mend) -> Result<Vec<Cell>> {
    let said = Sentence::plain(&worded(words, &*(known(kind)?.blank)(), db));
    let filter = Figure::Named { key: words.to_owned(), said };
    let cell = |figure| Cell::new(figure, Behind::of(kind, &[words]));
    let count = Figure::Count(i64::try_from(count)?);
    let kind = Figure::text(kind, known(kind)?.many);
    Ok([flag, kind, count, mend.said(), filter].map(cell).to_vec())
}

fn counted(db: &Db, kind: &'static str, words: &str, most: usize) -> Result<usize> {
    let filter = parse(db, kind, words)?;
    db.count(&List { kind: Some(kind), filter: &filter, order: Order::default() }, most)
}

fn known(kind: &str) -> Result<&'static Shape> {
    shape(kind).with_context(|| format!("no kind {kind}"))
}
