//! What was decided in a preview that was left: it is taken up again when that very file is opened the next time, as the
//! draft of a form is.
use super::{Import, Stage};
use crate::domain::money::Currency;
use crate::exchange::column::manner::{GUESS, Manner};
use crate::exchange::file::encoding::{ENCODINGS, Encoding};
use crate::exchange::file::written::{Heading, NO_HEADER};
use crate::exchange::plan::Twice;
use crate::exchange::plan::map::Map;
use crate::exchange::plan::names::Names;
use crate::exchange::plan::target::called;
use crate::lang::decided;
use crate::ui::cx::Cx;
use anyhow::Result;
use serde_json::{Value as Json, json};
use std::fs;

impl Import {
    /// By which file it is kept.
    fn place(&self) -> String {
        fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone()).to_string_lossy().into_owned()
    }

    /// What was decided by hand; nothing, where nothing was.
    fn decided(&self) -> Option<Json> {
        let (options, reading) = (&self.options, &self.options.reading);
        let manner = reading.manner.write();
        let heading = reading.heading.map(|heading| match heading {
            Heading::Line(line) => line.to_string(),
            Heading::Nowhere => NO_HEADER.to_owned(),
            Heading::Found => GUESS.to_owned(),
        });
        let encoding = reading.encoding.and_then(|of| ENCODINGS.iter().find(|(_, known)| *known == of));
        let said = [
            !self.here.is_empty(),
            options.names.is_some(),
            options.chosen,
            !manner.is_empty(),
            heading.is_some(),
            encoding.is_some(),
            options.currency.is_some(),
            options.source.is_some(),
            options.inbox,
            options.twice != Twice::Add,
        ];
        said.contains(&true).then(|| {
            json!({
                "map": options.map.write(),
                "here": self.here,
                "names": options.names.as_ref().map(Names::write),
                "kind": self.target.filter(|_| options.chosen).map(|target| target.name),
                "manner": manner,
                "heading": heading,
                "encoding": encoding.map(|(name, _)| name),
                "sheet": reading.sheet,
                "currency": options.currency.map(Currency::code),
                "source": options.source,
                "inbox": options.inbox,
                "twice": TWICE.iter().position(|twice| *twice == options.twice),
            })
        })
    }

    /// Keeps what was decided, for it is left; tells whether anything was.
    pub(super) fn keep_left(&mut self, cx: &mut Cx) -> Result<bool> {
        let open = matches!(self.stage, Stage::Laid | Stage::Looking(_) | Stage::Unreadable);
        if !open || cx.store.may_write().is_err() {
            return Ok(false);
        }
        // The dry run holds the file.
        self.counting = None;
        let decided = self.decided();
        match &decided {
            Some(decided) => cx.store.keep_left(&self.place(), &decided.to_string())?,
            None => self.forget_left(cx)?,
        }
        Ok(decided.is_some())
    }

    /// It was brought in, or left with nothing decided.
    pub(super) fn forget_left(&self, cx: &mut Cx) -> Result<()> {
        let place = self.place();
        if cx.store.left(&place)?.is_some() { cx.store.keep_left(&place, "") } else { Ok(()) }
    }

    /// Takes up what was decided when this file was left the last time.
    pub(super) fn take_up(&mut self, cx: &mut Cx) -> Result<()> {
        let Some(left) = cx.store.left(&self.place())? else { return Ok(()) };
        let Ok(left) = serde_json::from_str::<Json>(&left) else { return Ok(()) };
        let text = |key: &str| left[key].as_str();
        let options = &mut self.options;
        options.map = text("map").map_or_else(Map::default, Map::read);
        options.names = text("names").map(Names::read);
        self.target = text("kind").and_then(called);
        options.chosen = self.target.is_some();
        options.reading.manner = text("manner").map_or_else(Manner::default, Manner::read);
        options.reading.heading = text("heading").and_then(Heading::named);
        options.reading.encoding = text("encoding").and_then(Encoding::named);
        options.reading.sheet = text("sheet").map(str::to_owned);
        options.currency = text("currency").and_then(Currency::read);
        options.source = text("source").map(str::to_owned);
        options.inbox = left["inbox"] == true;
        let twice = left["twice"].as_u64().and_then(|at| TWICE.get(usize::try_from(at).ok()?));
        options.twice = twice.copied().unwrap_or_default();
        let here = left["here"].as_array().into_iter().flatten().filter_map(Json::as_str);
        self.here = here.map(str::to_owned).collect();
        cx.say(&decided::AS_LEFT.into());
        Ok(())
    }
}

/// As numbers stand for them.
const TWICE: [Twice; 3] = [Twice::Add, Twice::Skip, Twice::Merge];
