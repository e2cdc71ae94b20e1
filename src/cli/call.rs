//! The call card of who has a number or a name, here and in each workbench that is open on the same file.
use super::output::document;
use super::{Env, Format, Output, Usage};
use crate::act::{Card, CardRow, card, find, whom};
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::world::World;
use crate::lang::{Lang, Text, fault, say, usage};
use crate::store::{Db, Missing, Rung};
use anyhow::Result;
use clap::Args;
use serde_json::{Value as Json, json};

#[derive(Args)]
pub struct Call {
    /// A telephone number in any form, or words of a name
    #[arg(required = true)]
    text: Vec<String>,
}

/// So many are looked at, the best first, for someone who can be called.
const LOOKED_AT: usize = 20;
/// So many who may be meant are named.
const TOLD: usize = 5;

impl Call {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let (text, db) = (self.text.join(" "), &env.store);
        if text.trim().is_empty() {
            return Err(Usage(usage::WHO_CALLS.into()).into());
        }
        let callers = callers(db, &text)?;
        let Some((found, who)) = callers.first() else {
            db.ring(&Rung { at: None, text: text.clone() })?;
            return Err(Missing("caller".to_owned(), text).into());
        };
        // Where several may be meant, who calls is chosen there.
        let is_one = callers.len() == 1;
        db.ring(&Rung { at: Some(*found).filter(|_| is_one), text: text.clone() })?;
        let card = card(db, *who)?;
        let output = match env.format {
            Format::Text => Output::text(told(&card, db.lang())),
            format => document(format, &object(&card))?,
        };
        if is_one {
            return Ok(output);
        }
        let names = callers.iter().take(TOLD).map(|(_, who)| apart(db, *who)).collect::<Result<Vec<_>>>()?;
        Ok(output.saying(fault::several(&text, &names).to(db.lang())))
    }
}

/// What somebody is called, with what can be typed to mean no other: `Lan Trần (contact · 0903 123 456)`.
fn apart(db: &Db, who: Ref) -> Result<String> {
    let kind = shape(who.kind).map_or("", |shape| shape.one.to(db.lang()));
    let told =
        [kind, &card(db, who)?.phone].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    Ok(format!("{} ({told})", db.name(who.kind, who.id).unwrap_or_default()))
}

/// Who may be meant, each with what the text found: those whom it finds as well as the best of them.
fn callers(db: &Db, text: &str) -> Result<Vec<(Ref, Ref)>> {
    let (mut all, mut best) = (Vec::<(Ref, Ref)>::new(), None);
    for seen in find(db, text, LOOKED_AT)? {
        if best.is_some_and(|best| seen.class > best) {
            break;
        }
        if let Some(who) = whom(db, seen.at)? {
            best = Some(seen.class);
            if all.iter().all(|(_, known)| *known != who) {
                all.push((seen.at, who));
            }
        }
    }
    Ok(all)
}

fn object(card: &Card) -> Json {
    let open = |row: &CardRow| json!({"kind": row.at.kind, "id": row.at.id, "name": row.name, "text": row.text, "due": row.due});
    json!({
        "kind": card.at.kind, "id": card.at.id, "title": card.title, "about": card.about, "tier": card.tier,
        "phone": card.phone, "email": card.email, "owner": card.owner, "language": card.language, "there": card.there,
        "prefers": card.prefers, "known": card.known, "open": card.rows.iter().map(open).collect::<Vec<_>>(),
        "last": card.last, "next": card.next, "say": card.say,
    })
}

/// A line each, under its label.
fn told(card: &Card, lang: Lang) -> String {
    let head = [&card.title, &card.about, &card.tier, &card.phone, &card.email];
    let mut lines =
        vec![head.map(String::as_str).into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")];
    let mut add = |label: Text, texts: Vec<&str>| {
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            lines.push(format!("{}:", label.to(lang)));
            lines.extend(texts.iter().map(|text| format!("  {text}")));
        }
    };
    add(say("Owner", "Phụ trách"), vec![&card.owner, &card.there]);
    add(say("Prefers", "Ưa"), vec![&card.prefers]);
    add(say("Known", "Đã biết"), vec![&card.known]);
    let open = |row: &CardRow| {
        let texts = [row.label.to(lang), &row.name, &row.text, &row.due].map(str::to_owned);
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let rows: Vec<String> = card.rows.iter().map(open).collect();
    add(say("Open", "Đang mở"), rows.iter().map(String::as_str).collect());
    add(say("Last", "Lần cuối"), card.last.iter().map(String::as_str).collect());
    add(say("Next", "Sắp tới"), vec![&card.next]);
    add(say("Say", "Trả lời"), vec![&card.say]);
    lines.join("\n")
}
