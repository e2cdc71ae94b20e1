//! The preview of an import as it is drawn: the file, a line a column, what will come of it, how far it is.
use super::asked::{NAMED, new_words};
use super::columns::{Row, counted, orphans, why};
use super::{Import, Stage, Writing};
use crate::domain::fold::clean;
use crate::exchange::plan::names::{Near, words_of};
use crate::exchange::plan::vocabulary::Word;
use crate::exchange::plan::{Plan, Twice};
use crate::exchange::run::tally::Outcome;
use crate::lang::{Lang, Sentence, Text, decided, import as told, preview as said, say, word};
use crate::ui::cells;
use crate::ui::cursor::{self, HERE};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Text as Lines};

/// Lines above the columns: the file, a blank one, the heads.
const ABOVE: usize = 3;
/// The fewest cells that a sample is worth.
const LEAST: usize = 5;

impl Import {
    pub(super) fn drawn_foot(&self, lang: Lang) -> String {
        let foot = match self.stage {
            Stage::Laid if self.may_be_history() => {
                say("Enter change · Ctrl-s import · i inbox too", "Enter đổi · Ctrl-s nhập · i vào cả việc")
            }
            Stage::Laid => {
                say("Enter change · Ctrl-s import · K another kind", "Enter đổi · Ctrl-s nhập · K loại khác")
            }
            Stage::Done(ref ran) if ran.outcome.batch.is_none() => {
                say("Enter to its list · I another file", "Enter về danh sách · I tệp khác")
            }
            Stage::Done(_) => {
                say("Enter to its list · u undo · I another file", "Enter về danh sách · u hoàn tác · I tệp khác")
            }
            Stage::Unreadable => say("e encoding", "e bảng mã"),
            _ => say("", ""),
        };
        let sheets = matches!(self.stage, Stage::Laid) && self.written().is_some_and(|it| it.sheets().len() > 1);
        let sheet = if sheets { say(" · t sheet", " · t trang tính") } else { say("", "") };
        format!("{}{}", foot.to(lang), sheet.to(lang))
    }

    pub(super) fn drawn_end(&self, lang: Lang) -> String {
        let end = match self.stage {
            Stage::Over => say("", ""),
            Stage::Done(_) => say("Esc back", "Esc quay lại"),
            _ => say("Esc cancel", "Esc thôi"),
        };
        end.to(lang).to_owned()
    }

    /// What there is to know of the column under the cursor; else how the columns stand.
    pub(super) fn drawn_status(&self, lang: Lang) -> String {
        if !matches!(self.stage, Stage::Laid) {
            return String::new();
        }
        let Some(row) = self.rows.get(self.at) else { return String::new() };
        let known = self.count.as_ref().zip(self.plan.as_ref());
        let why = || known.and_then(|(ran, plan)| why(plan, row, &ran.outcome));
        let settled =
            known.and_then(|(ran, plan)| counted(plan, row, &ran.outcome)).is_some_and(|said| said.to(lang).is_empty());
        let note = row.notes.first().filter(|_| !settled).cloned().or_else(why);
        let hint = match self.plan.as_ref().and_then(|plan| row.of(plan)?.files.first()) {
            Some(file) if file.fields.iter().any(|field| field.brings(row.column) && field.has_words()) => word::SHOWN,
            _ if self.doubtful_first() => said::FIRST,
            _ => said::MAPPING_KEPT,
        };
        note.map_or_else(|| hint.to(lang).to_owned(), |note| note.to(lang).to_owned())
    }

    pub(super) fn draw_all(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height));
        let source = self.options.source.as_deref().map(|name| said::keys_of(&clean(name, false)));
        let source = source.map_or_else(String::new, |said| cells::cut(said.to(lang), wide));
        let source = Line::styled(source, Style::new().add_modifier(Modifier::DIM));
        let mut lines = vec![Line::from(self.file_line(wide, lang)), source];
        if let Stage::Done(_) = self.stage {
            let done = self.summary(lang).into_iter().flat_map(|(text, style)| styled(&text, style, wide));
            lines.extend(done);
            return frame.render_widget(Lines::from(lines), area);
        }
        let below: Vec<Line> =
            self.summary(lang).into_iter().flat_map(|(text, style)| styled(&text, style, wide)).collect();
        if self.rows.is_empty() {
            lines.extend(below);
            return frame.render_widget(Lines::from(lines), area);
        }
        let first = self.rows.iter().position(|row| row.inside);
        // A line each, and one that heads the columns of the lines inside.
        let mut all: Vec<Option<usize>> = (0..self.rows.len()).map(Some).collect();
        if let Some(first) = first {
            all.insert(first, None);
        }
        let at = all.iter().position(|n| *n == Some(self.at)).unwrap_or(0);
        let room = high.saturating_sub(ABOVE + 1 + below.len()).max(1).min(all.len());
        let skip = (at + 1).saturating_sub(room);
        let widths = widths(wide);
        let heads = [say("column", "cột"), say("as", "nhập làm"), say("because", "vì"), say("sample", "ví dụ")];
        let mut heads = heads.map(|head| head.to(lang).to_owned());
        if first.is_some_and(|first| skip > first) {
            heads[0] = self.lines_head(lang);
        }
        let heads: Vec<String> = heads.iter().zip(widths).map(|(head, wide)| cells::left(head, wide)).collect();
        lines.push(Line::styled(format!("  {}", heads.join(" ")), Style::new().add_modifier(Modifier::DIM)));
        lines.extend(all.iter().skip(skip).take(room).map(|n| match n {
            Some(n) => self.row_line(&self.rows[*n], *n == self.at, widths, lang),
            None => Line::styled(format!("  {}", self.lines_head(lang)), Style::new().add_modifier(Modifier::BOLD)),
        }));
        let more = all.iter().skip(skip + room).flatten().count();
        let more = if more > 0 { said::more_columns(more).to(lang).to_owned() } else { String::new() };
        lines.push(Line::styled(format!("  {more}"), Style::new().add_modifier(Modifier::DIM)));
        lines.extend(below);
        frame.render_widget(Lines::from(lines), area);
    }

    fn file_line(&self, wide: usize, lang: Lang) -> String {
        let name = clean(&self.path.file_name().unwrap_or_default().to_string_lossy(), false).into_owned();
        let Some((plan, file)) = self.plan.as_ref().and_then(|plan| Some((plan, plan.files.first()?))) else {
            return cells::cut(&name, wide);
        };
        let is_a = said::is_a(&file.looked.written.told(), file.looked.rows, plan.target.many(), self.sure);
        // How it is written gives way to its name, and that to what the file is.
        let (whole, written) = (is_a.to(lang), file.looked.written.told());
        let short = whole.strip_prefix(written.to(lang)).and_then(|short| short.strip_prefix(" · ")).unwrap_or(whole);
        let fits = |told: &str| cells::width(&name) + cells::width(told) + 3 <= wide;
        let rest = format!(" · {}", if fits(whole) { whole } else { short });
        cells::cut(&name, wide.saturating_sub(cells::width(&rest))) + &rest
    }

    /// Heads the columns of the lines inside the records.
    fn lines_head(&self, lang: Lang) -> String {
        let list = self.plan.as_deref().and_then(Plan::list).unwrap_or_default();
        said::lines_of(&clean(list, false)).to(lang).to_owned()
    }

    fn row_line(&self, row: &Row, here: bool, widths: [usize; 4], lang: Lang) -> Line<'static> {
        let into: Vec<String> = row.into.iter().map(|label| label.to(lang).to_lowercase()).collect();
        let into = if into.is_empty() { said::NOT_IMPORTED.to(lang).to_owned() } else { into.join(" + ") };
        let known = self.count.as_ref().zip(self.plan.as_ref());
        let counted = known.and_then(|(ran, plan)| counted(plan, row, &ran.outcome));
        let doubt = counted.as_ref().unwrap_or(&row.doubt).to(lang);
        let texts = [row.header.as_str(), &into, row.because.to(lang)];
        let left: Vec<String> = texts.iter().zip(widths).map(|(text, wide)| cells::left(text, wide)).collect();
        // A sample of two letters says nothing.
        let sample = if cells::width(doubt) + LEAST > widths[3] { "" } else { &row.sample };
        let sample = cells::left(&cells::ends(sample, doubt, widths[3]), widths[3]);
        let text = format!("{} {} {sample}", cursor::bar(here), left.join(" "));
        let style = match (here, row.into.is_empty()) {
            (true, _) => HERE,
            (false, true) => Style::new().add_modifier(Modifier::DIM),
            (false, false) => Style::new(),
        };
        Line::styled(text, style)
    }

    /// What will come of it, or has.
    fn summary(&self, lang: Lang) -> Vec<(String, Style)> {
        let plain = |said: &Sentence| (said.to(lang).to_owned(), Style::new());
        let mut lines = Vec::new();
        let wrong = self.wrong.to(lang);
        if !wrong.is_empty() {
            lines.push((format!("! {wrong}"), Style::new().fg(Color::Red)));
        }
        match &self.stage {
            Stage::Looking(job) => lines
                .push((said::share(said::LOOKING, job.at.0 as u64, job.at.1 as u64).to(lang).to_owned(), Style::new())),
            Stage::Writing(writing) => lines.push((self.writing(writing, lang), Style::new())),
            Stage::Done(ran) => {
                lines.extend(self.done.iter().map(plain));
                lines.push(plain(&Sentence::default()));
                lines.extend(counts(&ran.outcome, lang).map(|line| (line, Style::new())));
                lines.extend(self.outlook(&ran.outcome).iter().map(plain));
                let inside = ran.outcome.lines.iter().flat_map(|lines| lines.kept());
                lines.extend(ran.outcome.kept().chain(inside).map(|said| plain(&said)));
                lines.extend(self.plan.iter().flat_map(|plan| new_words(plan)).map(|said| plain(&said)));
                lines.extend(odd(&ran.outcome).map(|said| plain(&said)));
            }
            Stage::Laid => match (&self.counting, &self.count) {
                (Some(job), _) => lines.push((self.so_far(say("counting", "đang đếm"), job.at, lang), Style::new())),
                (None, Some(ran)) => {
                    lines.extend(counts(&ran.outcome, lang).map(|line| (line, Style::new())));
                    let orphans = self.plan.as_deref().and_then(|plan| orphans(plan, &ran.outcome));
                    lines.extend(orphans.as_ref().map(plain));
                    let kept = Some(ran.outcome.kept_cells()).filter(|kept| *kept > 0);
                    lines.extend(kept.map(|kept| plain(&said::cells_kept(kept))));
                    lines.extend(self.taken_again(&ran.outcome).iter().map(plain));
                    lines.extend(self.outlook(&ran.outcome).iter().map(plain));
                    let words = self.plan.iter().flat_map(|plan| new_words(plan));
                    lines.extend(words.map(|said| plain(&said.then(&word::SHOWS.into()))));
                    lines.extend(odd(&ran.outcome).map(|said| plain(&said)));
                }
                (None, None) => {}
            },
            Stage::Unreadable | Stage::Over => {}
        }
        if let (Stage::Laid, Some(plan)) = (&self.stage, &self.plan) {
            lines.extend(plan.files.iter().flat_map(|file| &file.looked.notes).chain(&plan.notes).map(plain));
        }
        lines
    }

    /// What was decided before and is taken again: where columns go, what words and names mean.
    fn taken_again(&self, outcome: &Outcome) -> Option<Sentence> {
        let files = self.plan.iter().flat_map(|plan| plan.all_files());
        let words = files.flat_map(|file| &file.fields).flat_map(|field| {
            let of = words_of(field.head.key);
            let known = move |word: &&Word| {
                word.said.as_ref().is_some_and(|said| self.before.of(&of, &word.text) == Some(said))
            };
            field.vocabulary.words.iter().filter(known)
        });
        let known = |near: &&Near| near.meant.is_some() && self.before.of(near.kind, &near.name) == near.meant.as_ref();
        let columns = self.rows.iter().filter(|row| row.because == said::AS_LAST_TIME);
        let all: [Vec<&str>; 3] = [
            columns.map(|row| row.header.as_str()).collect(),
            words.map(|word| word.text.as_str()).collect(),
            outcome.near.iter().filter(known).map(|near| near.name.as_str()).collect(),
        ];
        let first = all.each_ref().map(|all| clean(&all[..all.len().min(NAMED)].join(", "), false).into_owned());
        let told = [0, 1, 2].map(|n| (first[n].as_str(), all[n].len()));
        all.iter().any(|all| !all.is_empty()).then(|| decided::as_before(told, NAMED))
    }

    /// Who owes no answer, whose turn the others are, and who is likely here already.
    fn outlook(&self, outcome: &Outcome) -> Vec<Sentence> {
        let mut lines = Vec::new();
        let decided = outcome.near.iter().filter(|near| near.meant.is_some()).count();
        if !outcome.near.is_empty() && matches!(self.stage, Stage::Laid) {
            lines.push(decided::nearly(outcome.near.len() - decided, decided));
        }
        if outcome.namesakes > 0 {
            lines.push(told::namesakes(outcome.namesakes));
        }
        if outcome.due_here > 0 {
            lines.push(told::due_here(outcome.due_here));
        }
        if self.may_be_history() && outcome.counts.added > 0 {
            let (history, due) = (outcome.counts.history, [outcome.inbox, outcome.later, outcome.others]);
            let nobody = outcome.counts.added.saturating_sub(history + due.iter().sum::<u64>());
            lines.push(decided::history(history, self.options.inbox, [due[0], due[1], due[2], nobody]));
        }
        if self.may_be_twice() && (outcome.likely > 0 || self.options.twice != Twice::Add) {
            let likely = match self.options.twice {
                Twice::Add => said::likely_added(outcome.likely),
                Twice::Skip => said::LIKELY_LEFT.into(),
                Twice::Merge => said::LIKELY_MERGED.into(),
            };
            let laid = matches!(self.stage, Stage::Laid);
            lines.push(if laid { likely.then(&said::ANOTHER_WAY.into()) } else { likely });
        }
        lines
    }

    /// Rows by the bytes that were read of them.
    fn rows_done(&self, (at, of): (usize, usize)) -> (u64, u64) {
        let rows = self.plan.as_ref().map_or(0, |plan| plan.rows());
        let (at, of) = (at as u64, (of as u64).max(1));
        (rows.saturating_mul(at) / of, rows)
    }

    fn so_far(&self, doing: Text, at: (usize, usize), lang: Lang) -> String {
        let (done, rows) = self.rows_done(at);
        said::so_far(doing, done, rows).to(lang).to_owned()
    }

    fn writing(&self, writing: &Writing, lang: Lang) -> String {
        if writing.cancelled {
            return said::CANCELLING.to(lang).to_owned();
        }
        let so_far = self.so_far(said::WRITING, writing.job.at, lang);
        let (done, rows) = self.rows_done(writing.job.at);
        let millis = u64::try_from(writing.began.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        let pace = done.saturating_mul(1_000) / millis;
        if pace == 0 {
            return so_far;
        }
        format!("{so_far} {}", said::pace(pace, (rows - done).div_ceil(pace)).to(lang))
    }
}

/// What became of the rows, and below it of the lines inside them.
fn counts(outcome: &Outcome, lang: Lang) -> impl Iterator<Item = String> {
    let shown = |counted: Sentence, rejected: u64| {
        let shows = if rejected > 0 { say("   r shows them", "   r để xem").to(lang) } else { "" };
        format!("{}{shows}", counted.to(lang))
    };
    let lines = outcome.lines.as_ref().map(|lines| lines.counts);
    let lines = lines.map(|counts| shown(told::counted_of(told::LINES, &counts.told()), counts.rejected));
    std::iter::once(shown(outcome.counts.told(), outcome.counts.rejected)).chain(lines)
}

/// What a person would look at twice among the rows, and among the lines inside them.
fn odd(outcome: &Outcome) -> impl Iterator<Item = Sentence> {
    std::iter::once(outcome).chain(outcome.lines.as_deref()).flat_map(Outcome::odd)
}

fn styled(text: &str, style: Style, wide: usize) -> Vec<Line<'static>> {
    cells::wrap(text, wide).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// Of a column: its name, the field, the ground, the sample with what is doubtful.
fn widths(wide: usize) -> [usize; 4] {
    let (column, into, because) = ((wide * 2 / 9).clamp(12, 30), (wide / 5).clamp(12, 24), 15);
    [column, into, because, wide.saturating_sub(column + into + because + 5)]
}
