//! The call card of who has a number or a name, here and in each workbench that is open on the same file.
use super::output::document;
use super::{Env, Format, Output, Usage};
use crate::act::{Card, CardRow, card, find, whom};
use crate::domain::world::World;
use crate::lang::{Lang, Text, say, usage};
use crate::store::{Missing, Rung};
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

impl Call {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let (text, db) = (self.text.join(" "), &env.store);
        if text.trim().is_empty() {
            return Err(Usage(usage::WHO_CALLS.into()).into());
        }
        for seen in find(db, &text, LOOKED_AT)? {
            if let Some(who) = whom(db, seen.at)? {
                db.ring(&Rung { at: Some(seen.at), text })?;
                let card = card(db, who)?;
                return match env.format {
                    Format::Text => Ok(Output::text(told(&card, db.lang()))),
                    format => document(format, &object(&card)),
                };
            }
        }
        db.ring(&Rung { at: None, text: text.clone() })?;
        Err(Missing("caller".to_owned(), text).into())
    }
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
