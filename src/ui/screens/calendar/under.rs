//! The lines under the days: what the item under the cursor is, and what stands in its way.
use crate::act::brief;
use crate::domain::appointment::{Appointment, State};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::kinds::named;
use crate::domain::value::Choice;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, agenda as said, say};
use crate::store::Db;
use crate::ui::cells;
use anyhow::Result;
use chrono::NaiveDate;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

/// As the ground of an appointment calls it.
const CLASH: Text = say("Clash", "Trùng");
/// So many lines there are.
const LINES: usize = 3;

/// Both ends of each line, and whether it says what is wrong.
#[derive(Default)]
pub struct Under(Vec<(String, String, bool)>);

/// Of the record under the cursor, else of the day.
pub fn read(db: &Db, at: Option<Ref>, day: NaiveDate) -> Result<Under> {
    match at {
        None => {
            let nothing = said::nothing_on(day).to(db.lang()).to_owned();
            Ok(Under(vec![(nothing, String::new(), false)]))
        }
        Some(at) if at.kind == Appointment::KIND => appointment(db, &db.get(at.id)?),
        Some(at) => other(db, at),
    }
}

fn appointment(db: &Db, appointment: &Appointment) -> Result<Under> {
    let lang = db.lang();
    let (from, till) = appointment.start.zip(appointment.end).unwrap_or_default();
    let span = said::span(db.local(from), db.local(till), appointment.all_day, db.now());
    let about = appointment.about.and_then(|packed| named(packed, db)).unwrap_or_default();
    let state = match appointment.state {
        State::Confirmed => String::new(),
        state => state.text().to(lang).to_owned(),
    };
    let ground = brief(db, Ref { kind: Appointment::KIND, id: appointment.id })?;
    let note = |label: Text| {
        let label = Sentence::from(label);
        ground.notes.iter().find(|n| n.label == label).map(|n| n.lines.join(" · ")).unwrap_or_default()
    };
    let title = join(&[appointment.subject.clone(), about], " · ");
    let owner = format!("{} {}", say("owner", "phụ trách").to(lang), note(say("Owner", "Phụ trách")));
    let where_who = join(&[note(say("Where", "Ở đâu")), note(say("Who", "Thành phần")), owner], " · ");
    let mut lines =
        vec![(format!("▌ {}  {title}", span.to(lang)), state, false), (format!("  {where_who}"), String::new(), false)];
    let clash = ground.notes.iter().find(|note| note.label == Sentence::from(CLASH));
    match clash.and_then(|note| note.lines.split_first().map(|(first, rest)| (note, first, rest))) {
        // What is proposed stands last.
        Some((note, first, rest)) => {
            let proposed = rest.last().filter(|_| note.key.ends_with('1')).cloned().unwrap_or_default();
            let more = rest.len() - usize::from(!proposed.is_empty());
            let more = if more > 0 { format!("  +{more}") } else { String::new() };
            lines.push((format!("! {first}{more}"), join(&[proposed, note.key.clone()], "  "), true));
        }
        None => lines.push((format!("  {}", note(say("Why now", "Vì sao"))), String::new(), false)),
    }
    Ok(Under(lines))
}

/// Of another kind the first of what a decision stands on.
fn other(db: &Db, at: Ref) -> Result<Under> {
    let ground = brief(db, at)?;
    let lang = db.lang();
    let kind = crate::domain::kinds::shape(at.kind).map_or("", |shape| shape.one.to(lang));
    let head = format!("▌ {kind}  {}", join(&[ground.title, ground.about], " · "));
    let notes = ground.notes.iter().take(LINES - 1);
    let notes = notes.map(|n| (format!("  {}: {}", n.label.to(lang), n.lines.join(" · ")), n.key.clone(), false));
    Ok(Under(std::iter::once((head, ground.state, false)).chain(notes).collect()))
}

fn join(parts: &[String], between: &str) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
    parts.collect::<Vec<_>>().join(between)
}

impl Under {
    /// For a width; always as many.
    pub fn lines(&self, width: usize) -> Vec<Line<'static>> {
        let line = |(n, (from, to, wrong)): (usize, &(String, String, bool))| {
            let style = match (n, wrong) {
                (0, _) => Style::new().add_modifier(Modifier::BOLD),
                (_, true) => Style::new().fg(Color::Red),
                _ => Style::new(),
            };
            Line::styled(cells::ends(&format!(" {from}"), to, width - 1), style)
        };
        let mut lines: Vec<Line> = self.0.iter().enumerate().map(line).collect();
        lines.resize(LINES, Line::default());
        lines
    }
}
