//! The ground of a decision about an order: its lines, what blocks it, what is paid, what to do next.
use super::money::PAY;
use super::promise::PROMISE;
use super::{CONFIRM, DELIVER};
use crate::act::account::owner_line;
use crate::act::{Act, Brief, Note, Role};
use crate::domain::field::Row;
use crate::domain::kind::Kind;
use crate::domain::order::{Billing, Check, Line, Order, Slip, State};
use crate::domain::value::{Choice, Id, Value};
use crate::domain::worked::{Side, Worked};
use crate::domain::world::World;
use crate::lang::{Sentence, order as said, say, when};
use crate::store::Db;
use anyhow::Result;
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

/// A product's name takes no more cells than this.
const NAME: usize = 22;
/// So many slips are told.
const SLIPS: usize = 3;

/// What the decision about an order stands on.
pub fn brief(db: &Db, id: Id) -> Result<Brief> {
    let order: Order = db.get(id)?;
    let mut notes = vec![Note::rows(say("Lines", "Dòng hàng"), lines(db, &order))];
    notes.extend(checks(db, &order));
    notes.extend(next(db, &order)?);
    notes.push(Note::new(say("Turn", "Lượt"), turn(db, &order)));
    notes.push(Note::new(say("Payment", "Thanh toán"), payment(db, &order)));
    notes.push(Note::of(say("Slips", "Dời hẹn"), slips(db, &order)));
    let lost = order.lost.and_then(|id| db.name("code", id)).unwrap_or_default();
    notes.push(Note::new(say("Cancelled", "Huỷ vì"), lost));
    notes.push(Note::new(say("Owner", "Phụ trách"), owner_line(db, order.work.owner)));
    notes.push(Note::new(say("Came as", "Nhập vào"), imported(db, &order)));
    notes.push(Note::new(say("Note", "Ghi chú"), &order.note));
    Ok(Brief {
        title: if order.number.is_empty() { format!("#{id}") } else { order.number.clone() },
        about: about(db, &order),
        state: order.told().to(db.lang()).to_owned(),
        aside: Kind::Money.show(&Value::money(order.total, order.currency), db),
        notes,
    })
}

/// `Gạo Đồng Tháp · PO 4471 · FOB Cát Lái`.
fn about(db: &Db, order: &Order) -> String {
    let account = order.account.and_then(|id| db.name("account", id)).unwrap_or_default();
    let po = if order.po.is_empty() || order.po.to_uppercase().starts_with("PO") {
        order.po.clone()
    } else {
        format!("PO {}", order.po)
    };
    let terms = format!("{} {}", order.incoterm, order.place).trim().to_owned();
    let all = [account, po, terms].into_iter().filter(|part| !part.is_empty());
    all.collect::<Vec<_>>().join(" · ")
}

/// One row a line: mark, name, ordered, shipped, promised, and what stands in its way.
fn lines(db: &Db, order: &Order) -> Vec<String> {
    let name = |line: &Line| cut(&line.called(db), NAME);
    let wide = order.lines.iter().map(|line| name(line).width()).max().unwrap_or(0);
    let count = |line: &Line| line.quantity.to_string().len().max(line.shipped.to_string().len());
    let digits = order.lines.iter().map(count).max().unwrap_or(0);
    let row = |line: &Line| {
        let (name, day) = (name(line), line.promised.or(order.promised));
        let gap = " ".repeat(wide - name.width());
        let day = day.map_or_else(|| "—".to_owned(), |day| when::short(day, db.today()));
        let why = stands_because(db, order, line);
        let mark = mark(line, order, db.today());
        let unit = if line.unit.is_empty() { String::new() } else { format!(" {}", line.unit) };
        let text =
            format!("{mark} {name}{gap}  {:>digits$}  {:>digits$}{unit}  {day:<5}  {why}", line.quantity, line.shipped);
        text.trim_end().to_owned()
    };
    order.lines.iter().map(row).collect()
}

fn cut(text: &str, wide: usize) -> String {
    if text.width() <= wide {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.to_string().width() >= wide {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Left in full, late, cancelled, or nothing of that.
fn mark(line: &Line, order: &Order, today: NaiveDate) -> char {
    let promised = line.promised.or(order.promised);
    match line.stands() {
        State::Cancelled => '×',
        State::Shipped | State::Delivered | State::Closed => '✓',
        _ if line.hold.is_some() || promised.is_some_and(|day| day < today) => '!',
        _ => ' ',
    }
}

/// Its state where it is not the whole order's, why it slipped or is held, and the day that is expected.
fn stands_because(db: &Db, order: &Order, line: &Line) -> String {
    let lang = db.lang();
    let code = |id: Option<Id>| id.and_then(|id| db.name("code", id)).unwrap_or_default();
    let mut said: Vec<String> = Vec::new();
    let plain = line.state == order.stands() || line.state == State::Shipped;
    if !plain {
        said.push(line.state.text().to(lang).to_owned());
    }
    let because = if line.hold.is_some() { code(line.hold) } else { code(line.slip) };
    if line.is_open() && !because.is_empty() {
        said.push(because);
    }
    let of = |en, vi, count: i64| (count > 0).then(|| format!("{count} {}", say(en, vi).to(lang)));
    said.extend(of("returned", "trả lại", line.returned));
    said.extend(of("cancelled", "huỷ", line.cancelled).filter(|_| line.owed() > 0));
    let said = said.join(", ");
    match line.expected.filter(|_| line.delivered < line.owed()) {
        Some(day) => format!("{said} → {}", when::short(day, db.today())).trim().to_owned(),
        None => said,
    }
}

/// What is wrong: of a draft, all of it; of what is confirmed, what a person can still mend.
fn checks(db: &Db, order: &Order) -> Option<Note> {
    if order.stands() >= State::Shipped || order.history {
        return None;
    }
    let firm = order.stands() != State::Draft;
    let told = |check: &Check| {
        let mark = if check.hard { "! " } else { "" };
        format!("{mark}{}", check.problem.fault.text(db.lang()))
    };
    let mut checks = order.checks(db);
    checks.sort_by_key(|check| !check.hard);
    let all: Vec<String> = checks.iter().filter(|check| !firm || check.lasts).map(told).collect();
    let label = say("Checks", "Kiểm tra");
    if all.is_empty() {
        return Some(Note::new(label, say("all pass", "đạt hết").to(db.lang())));
    }
    Some(Note { key: "e".to_owned(), ..Note::of(label, all) })
}

/// The next good step, with its key.
fn next(db: &Db, order: &Order) -> Result<Option<Note>> {
    if order.open().is_err() {
        return Ok(None);
    }
    let step = |act: &dyn Act| {
        let key = act.about().role.keys().first().map_or(String::new(), |key| (*key).to_owned());
        Note { key, ..Note::new(say("Propose", "Đề xuất"), act.about().label.to(db.lang())) }
    };
    let mut acts = super::ACTIONS.iter().filter(|act| act.about().role == Role::Forward);
    let late = order.is_late(db.today())
        || order.stands() < State::Shipped && order.lines.iter().any(|l| l.expected > l.promised);
    Ok(match order.stands() {
        State::Draft if !order.blocked(db).is_empty() => None,
        State::Draft => Some(step(&CONFIRM)),
        State::Confirmed if order.awaits_deposit() => Some(step(&PAY)),
        State::Delivered if order.is_owing() => Some(step(&PAY)),
        State::Confirmed | State::Preparing if late => Note::proposal(db, &PROMISE, order.id)?,
        State::Shipped => Some(step(&DELIVER)),
        _ => acts
            .find(|act| act.about().part.is_none() && act.refusals(db, &[order.id]).is_ok_and(|no| no.is_empty()))
            .map(|act| step(*act)),
    })
}

/// Whose turn it is, and since when.
fn turn(db: &Db, order: &Order) -> String {
    if order.open().is_err() {
        return String::new();
    }
    let work = &order.work;
    let person = work.whose().and_then(|id| db.name("person", id));
    let whose = match work.side {
        Side::Us | Side::Rep => person.unwrap_or_default(),
        _ if work.turn_of.is_empty() => work.side.text().to(db.lang()).to_owned(),
        _ => work.turn_of.clone(),
    };
    let since = work.since.map(|at| when::stamp(db.local(at), db.now())).unwrap_or_default();
    format!("{whose}, {} {since}", say("since", "từ").to(db.lang()))
}

/// How far it is paid for, how much of it, and by when the rest.
fn payment(db: &Db, order: &Order) -> String {
    if order.total.unwrap_or(0) == 0 || matches!(order.stands(), State::Draft | State::Cancelled) {
        return String::new();
    }
    let billing = order.billed(Some(db.today()));
    let mut said = Sentence::from(billing.text());
    let owed = order.lines.iter().filter(|line| line.owed() > 0);
    let (all, done) = (owed.clone().count(), owed.filter(|line| line.invoiced >= line.owed()).count());
    if done > 0 && done < all {
        said = said::invoiced_so_far(&said, done, all);
    }
    let money = |minor| Kind::Money.show(&Value::money(minor, order.currency), db);
    if order.paid.is_some() && billing != Billing::Paid {
        said = said::paid_so_far(&said, &money(order.paid), &money(order.total));
    }
    if order.awaits_deposit() {
        said = said::deposit_asked(&said, &money(order.deposit));
    }
    if let Some(day) = order.pay_by.filter(|_| billing != Billing::Paid) {
        said = said::pay_by(&said, &when::short(day, db.today()));
    }
    said.to(db.lang()).to_owned()
}

/// `Jasmine 25 kg: 18/11 → 20/11, carrier (23/11)`, the newest first.
fn slips(db: &Db, order: &Order) -> Vec<String> {
    let day = |day: Option<NaiveDate>| day.map(|day| when::short(day, db.today())).unwrap_or_default();
    let told = |slip: &Slip| {
        let line =
            order.lines.iter().find(|line| Some(line.id) == slip.line).map(|line| format!("{}: ", line.called(db)));
        let reason = slip.reason.and_then(|id| db.name("code", id)).unwrap_or_default();
        let at = slip.at.map(|at| when::short(db.local(at).date_naive(), db.today())).unwrap_or_default();
        format!("{}{} → {}, {reason} ({at})", line.unwrap_or_default(), day(slip.was), day(slip.promised))
    };
    order.slips.iter().rev().take(SLIPS).map(told).collect()
}

/// What an order without lines came with.
fn imported(db: &Db, order: &Order) -> String {
    if !order.lines.is_empty() {
        return String::new();
    }
    let heads = order.heads();
    let shown = |key: &str| {
        let kind = heads.iter().find(|head| head.key == key).map(|head| head.kind);
        kind.map(|kind| kind.show(&order.value(key), db)).filter(|text| !text.is_empty())
    };
    let all = [shown("imported_state"), shown("imported_total")].into_iter().flatten();
    all.collect::<Vec<_>>().join(" · ")
}
