//! Picks by what they list: commands, answers, reasons, a yes or a no.
use super::{Pick, matches, room};
use crate::act::{Call, EACH, Proposal};
use crate::domain::draft::Entry;
use crate::domain::problem::Problems;
use crate::lang::{Sentence, say};
use crate::ui::begin::finish;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::frame::PICK;
use crate::ui::hints::said;
use crate::ui::pane::{Flow, Offer};
use anyhow::Result;

/// Everything that can be done now with the keys that do it, by words in any order; it is the help, too.
pub fn palette(offers: Vec<(Offer, Vec<&'static str>)>) -> Pick<&'static str> {
    Pick::new(
        say("Commands", "Lệnh"),
        move |cx, text| {
            let keys = |keys: &[&str]| keys.iter().map(|key| said(key)).collect::<Vec<_>>().join(" ");
            let named = offers.iter().filter(|(o, _)| !o.label.to(cx.lang).is_empty());
            let words = |o: &Offer, by: &[&str]| format!("{} {} {}", o.name, o.label.both().join(" "), keys(by));
            let meant = named.filter(|(o, by)| matches(text, &words(o, by)));
            let line = |o: &Offer, by: &[&str]| format!("{} {}", cells::left(o.label.to(cx.lang), 30), keys(by));
            Ok(meant.map(|(o, by)| (o.name, line(o, by))).collect())
        },
        |_, name| Ok(Flow::Perform(name)),
    )
}

/// One of some texts, for the field beneath.
pub fn choose(texts: Vec<String>) -> Pick<String> {
    let list = texts.into_iter().map(|text| (text.clone(), text)).collect();
    one_of(say("Choose", "Chọn"), list, |_, text| Ok(Flow::Answer(text)))
}

/// One of a list that is known beforehand.
pub fn one_of<T: Clone + 'static>(
    title: impl Into<Sentence>,
    list: Vec<(T, String)>,
    chosen: impl FnMut(&mut Cx, T) -> Result<Flow> + 'static,
) -> Pick<T> {
    Pick::new(title, move |_, words| Ok(list.iter().filter(|(_, t)| matches(words, t)).cloned().collect()), chosen)
}

/// The one thing that an action asks: proposals first, each by its digit; what is typed and is none of them counts too.
pub fn answer(title: Sentence, call: Call, entry: Entry, answers: Vec<Proposal>) -> Pick<String> {
    let known = move |cx: &Cx, text: &str| -> Vec<(String, String)> {
        let shown = |a: &Proposal| if a.text == EACH { "*".to_owned() } else { a.said.to(cx.lang).to_owned() };
        // Aligned where each says why; else each as long as it is.
        let widest = answers.iter().map(|a| cells::width(&shown(a))).max().unwrap_or(0);
        let line = |a: &Proposal| {
            let told = format!("{}  {}", cells::left(&shown(a), widest.clamp(20, 40)), a.why.to(cx.lang));
            (a.text.clone(), told)
        };
        let meant = |a: &&Proposal| matches(text, &a.text) || matches(text, &shown(a));
        let mut found: Vec<_> = answers.iter().filter(meant).map(line).collect();
        if found.is_empty() {
            let read = entry.head.kind.read(text, &entry.value, &*cx.store);
            found.push(match read {
                Ok(value) => (text.to_owned(), entry.head.kind.show(&value, &*cx.store)),
                Err(fault) => (text.to_owned(), format!("! {}", fault.text(cx.lang))),
            });
        }
        found
    };
    let path = entry.path.clone();
    Pick::new(
        title,
        move |cx, text| Ok(known(cx, text)),
        move |cx, text| {
            finish(call.clone().with(&path, text), cx)?;
            Ok(Flow::Close)
        },
    )
    .numbered()
    .beside()
}

/// A list that cannot be opened, and why: it takes the next key, so that a fast `a 1` never changes the tab.
pub fn refusal(title: Sentence, why: &[String]) -> Pick<()> {
    let list = why.iter().map(|line| ((), format!("! {line}"))).collect();
    one_of(title, list, |_, ()| Ok(Flow::Close)).shut().beside()
}

/// A form that cannot be opened, and why. What is typed into it all the same goes nowhere until Enter or Esc: who does not
/// look would do that to the list beneath.
pub fn closed(title: Sentence, why: Problems) -> Pick<()> {
    let told = move |cx: &Cx| {
        let wide = room(cx.size).0.min(PICK.into()).saturating_sub(CLOSED).max(1);
        let wrapped = |line: String| {
            let lines = cells::wrap(&line, wide).into_iter().enumerate();
            lines.map(|(n, line)| ((), format!("{}{line}", if n == 0 { "! " } else { "  " })))
        };
        why.lines(cx.lang).into_iter().flat_map(wrapped).collect()
    };
    Pick::new(title, move |cx, _| Ok(told(cx)), |_, ()| Ok(Flow::Close)).shut_to_text().beside()
}

/// Cells of its frame and of the sign before what it says.
const CLOSED: usize = 6;

/// A question that Enter says yes to, and Esc no: what it asks about can itself be taken back.
pub fn confirm(question: Sentence, mut yes: impl FnMut(&mut Cx) -> Result<Flow> + 'static) -> Pick<bool> {
    let answers = |cx: &Cx| {
        let no = say("no, leave it", "không, để vậy").to(cx.lang);
        let yes = say("yes", "có").to(cx.lang);
        vec![(true, yes.to_owned()), (false, no.to_owned())]
    };
    let chosen = move |cx: &mut Cx, agreed| {
        // It was answered, whatever came of it.
        if agreed && let Err(error) = yes(cx) {
            cx.fault(&error);
        }
        Ok(Flow::Close)
    };
    Pick::new(
        question,
        move |cx, words| Ok(answers(cx).into_iter().filter(|(_, t)| matches(words, t)).collect()),
        chosen,
    )
    .numbered()
}
