//! The workbench without a terminal: keys as text in, the screen as text out, with what it cost.
use super::{Env, Output, Usage, demo};
use crate::domain::phone;
use crate::lang::usage;
use crate::store::{Session, Store};
use crate::ui::chord::{Stroke, UnknownKey};
use crate::ui::stage::Stage;
use anyhow::Result;
use clap::Args;
use serde_json::json;

#[derive(Args)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of the command line
pub struct Play {
    /// On the made-up company, in a throwaway file
    #[arg(long)]
    pub demo: bool,
    /// As jj<enter>, <c-k>, <f2>
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    keys: String,
    /// Columns x rows of the screen
    #[arg(long, default_value = "120x36")]
    size: String,
    /// Open on this screen
    #[arg(long)]
    screen: Option<String>,
    /// Print last, on one line, what each key cost
    #[arg(long)]
    timings: bool,
    /// Print each frame
    #[arg(long)]
    every: bool,
    /// All keys at once, one frame at the end
    #[arg(long)]
    burst: bool,
}

impl Play {
    /// On the workspace.
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let store = env.store.place().open()?;
        self.on(store)
    }

    /// On the made-up company.
    pub fn run_demo(&self, session: Session) -> Result<Output> {
        let folder = demo::throwaway()?;
        let store = demo::filled(&folder.join("demo.db"), session)?;
        let output = self.on(store);
        std::fs::remove_dir_all(folder)?;
        output
    }

    fn on(&self, store: Store) -> Result<Output> {
        let (width, height) = self
            .size
            .split_once('x')
            .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)))
            .ok_or_else(|| Usage(usage::not_a_size(&self.size)))?;
        Stroke::all(&self.keys).map_err(|UnknownKey(word)| Usage(usage::no_key(&word)))?;
        let mut stage = Stage::new(store, width, height)?;
        if let Some(screen) = &self.screen
            && !stage.open_on(screen)
        {
            return Err(Usage(usage::no_screen(screen)).into());
        }
        if self.timings {
            // A person's first key comes later than the numbering plans that are read aside.
            phone::warm();
        }
        let mut frames = Vec::new();
        if self.burst {
            stage.burst(&self.keys);
        } else {
            stage.each(&self.keys, |screen| {
                if self.every {
                    frames.push(screen);
                }
            });
        }
        if self.burst || !self.every {
            frames.push(stage.screen());
        }
        let mut out = frames.join("\n\n");
        if self.timings {
            let t = stage.timings();
            let line = json!({
                "keys": t.keys, "p50_us": t.p50, "p99_us": t.p99, "max_us": t.max,
                "first_frame_us": t.first, "bytes_per_frame_p50": t.bytes,
            });
            out = format!("{out}\n{line}");
        }
        Ok(Output::text(out))
    }
}
