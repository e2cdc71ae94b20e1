//! The program in a terminal: a pseudo-terminal, the screen it makes of what is written, and the modes it is left in.
//! Nothing here sleeps: each wait ends with what it waits for, or fails at the deadline.
use super::morning_in;
use linchpin::lang::Lang;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};
use vt100::{MouseProtocolMode, Screen};

const DEADLINE: Duration = Duration::from_secs(30);

/// The words of a command that opens the workbench on a morning's leads. The one place that knows them.
pub fn workbench() -> Vec<String> {
    words(morning_in(Lang::En).path(), Lang::En)
}

/// The same on a file, in a language.
pub fn words(path: &Path, lang: Lang) -> Vec<String> {
    let (path, lang) = (path.to_str().unwrap(), if lang == Lang::Vi { "vi" } else { "en" });
    ["--db", path, "--as", "Mai", "--lang", lang, "--now", "2026-11-24T09:14:00+07:00"].map(str::to_owned).to_vec()
}

/// What the threads around it tell.
struct Seen {
    parser: vt100::Parser,
    bytes: usize,
    ended: Option<u32>,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

pub struct Term {
    shared: Shared,
    pub pid: u32,
    before: String,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the modes can be read when the program has ended.
    _slave: Box<dyn SlavePty + Send>,
}

fn size((width, height): (u16, u16)) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

/// The screen as text. A blank that was written and one that was not are the same.
pub fn text(screen: &Screen) -> String {
    screen.contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

fn at_least_one(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

/// Whether there are pseudo-terminals here; says which test is skipped where not.
fn pty(test: &str) -> Option<portable_pty::PtyPair> {
    let pair = native_pty_system().openpty(size((80, 24)));
    pair.inspect_err(|error| println!("skipped, no pseudo-terminal: {test}: {error}")).ok()
}

/// A terminal that is only drawn on.
pub struct Screening {
    pub name: String,
    _pair: portable_pty::PtyPair,
    reader: Box<dyn Read + Send>,
    parser: vt100::Parser,
}

impl Screening {
    pub fn new(test: &str) -> Option<Self> {
        let pair = pty(test)?;
        let name = pair.master.tty_name()?.to_str()?.to_owned();
        let (reader, parser) =
            (pair.master.try_clone_reader().unwrap(), vt100::Parser::new(at_least_one(24), at_least_one(80), 0));
        Some(Self { name, _pair: pair, reader, parser })
    }

    /// All that is written on it until a text comes, as it is written.
    pub fn all_until(&mut self, text: &str) -> String {
        let (mut all, mut bytes) = (Vec::new(), [0; 4096]);
        while !String::from_utf8_lossy(&all).contains(text) {
            let read = self.reader.read(&mut bytes).unwrap();
            self.parser.process(&bytes[..read]);
            all.extend(&bytes[..read]);
        }
        String::from_utf8_lossy(&all).into_owned()
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        text(self.parser.screen())
    }

    /// Until a text is on it.
    pub fn until(mut self, text: &str) -> Self {
        let mut bytes = [0; 4096];
        while !self.parser.screen().contents().contains(text) {
            let read = self.reader.read(&mut bytes).unwrap();
            self.parser.process(&bytes[..read]);
        }
        self
    }
}

impl Term {
    /// The workbench in 80 by 24, once it is drawn to its last corner.
    pub fn workbench(test: &str) -> Option<Self> {
        Self::workbench_with(test, &[])
    }

    /// The workbench on a file of one's own, once it is drawn.
    pub fn begin(test: &str, words: &[String]) -> Option<Self> {
        Self::begin_with(test, words, &[])
    }

    fn begin_with(test: &str, words: &[String], env: &[(&str, &str)]) -> Option<Self> {
        let mut command = vec![env!("CARGO_BIN_EXE_linchpin")];
        command.extend(words.iter().map(String::as_str));
        let term = Self::open(test, &command, env)?;
        term.wait_for("the first frame", |screen| {
            ["? more", "? thêm"].iter().any(|end| screen.contents().contains(end))
        });
        Some(term)
    }

    pub fn workbench_with(test: &str, env: &[(&str, &str)]) -> Option<Self> {
        let mut term = Self::begin_with(test, &workbench(), env)?;
        term.write("1");
        term.wait("1 Leads 7");
        Some(term)
    }

    pub fn open(test: &str, words: &[&str], env: &[(&str, &str)]) -> Option<Self> {
        let pair = pty(test)?;
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "TMUX"] {
            command.env_remove(name);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        let before = format!("{:?}", pair.master.get_termios().unwrap());
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = vt100::Parser::new(at_least_one(24), at_least_one(80), 0);
        let shared = Arc::new((Mutex::new(Seen { parser, bytes: 0, ended: None }), Condvar::new()));
        let pid = child.process_id().unwrap();
        read(pair.master.try_clone_reader().unwrap(), Arc::clone(&shared));
        reap(child, Arc::clone(&shared));
        let writer = pair.master.take_writer().unwrap();
        Some(Self { shared, pid, before, writer, master: pair.master, _slave: pair.slave })
    }

    /// Writes this in one go.
    pub fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.writer.write_all(bytes.as_ref()).unwrap();
        self.writer.flush().unwrap();
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.0.lock().unwrap()
    }

    #[track_caller]
    fn until(&self, what: &str, mut holds: impl FnMut(&Seen) -> bool) {
        let (mut seen, end) = (self.seen(), Instant::now() + DEADLINE);
        while !holds(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for {what}:\n{}", seen.parser.screen().contents());
            seen = self.shared.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    #[track_caller]
    pub fn wait(&self, text: &str) {
        self.until(text, |seen| seen.parser.screen().contents().contains(text));
    }

    #[track_caller]
    pub fn gone(&self, text: &str) {
        self.until(&format!("the end of {text}"), |seen| !seen.parser.screen().contents().contains(text));
    }

    /// Until the screen is so.
    #[track_caller]
    pub fn wait_for(&self, what: &str, holds: impl Fn(&Screen) -> bool) {
        self.until(what, |seen| holds(seen.parser.screen()));
    }

    /// Until the line of hints, which is drawn last, has this: the frame is whole.
    #[track_caller]
    pub fn wait_for_hint(&self, hint: &str) {
        self.wait_for(hint, |screen| text(screen).lines().last().is_some_and(|line| line.contains(hint)));
    }

    #[track_caller]
    pub fn wait_for_bytes(&self, count: usize) {
        self.until(&format!("{count} bytes"), |seen| seen.bytes >= count);
    }

    pub fn bytes(&self) -> usize {
        self.seen().bytes
    }

    pub fn text(&self) -> String {
        self.look(text)
    }

    /// What holds of the screen now.
    pub fn look<T>(&self, at: impl Fn(&Screen) -> T) -> T {
        at(self.seen().parser.screen())
    }

    pub fn resize(&self, width: u16, height: u16) {
        self.seen().parser.set_size(at_least_one(height), at_least_one(width));
        self.master.resize(size((width, height))).unwrap();
    }

    /// Sends a signal by its name, as `TERM`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.pid.to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Until the program is stopped, as /proc tells (proc(5): the state follows the name in brackets).
    pub fn wait_for_stop(&self) {
        let (stat, end) = (format!("/proc/{}/stat", self.pid), Instant::now() + DEADLINE);
        while !std::fs::read_to_string(&stat).unwrap().rsplit(") ").next().unwrap().starts_with('T') {
            assert!(Instant::now() < end, "waited for it to stop");
            thread::yield_now();
        }
    }

    /// The exit status, once the program has ended.
    #[track_caller]
    pub fn end(&self) -> u32 {
        self.until("the end", |seen| seen.ended.is_some());
        self.seen().ended.unwrap()
    }

    /// What is not as it was before the program began, once the last it wrote has come.
    #[track_caller]
    pub fn assert_restored(&self) {
        self.wait_for("the main screen with a cursor", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        self.look(|screen| {
            assert!(!screen.bracketed_paste(), "pastes are still told apart");
            assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        });
        assert_eq!(format!("{:?}", self.master.get_termios().unwrap()), self.before);
    }
}

fn read(mut from: Box<dyn Read + Send>, shared: Shared) {
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            let mut seen = shared.0.lock().unwrap();
            seen.parser.process(&buffer[..count]);
            seen.bytes += count;
            shared.1.notify_all();
        }
    });
}

fn reap(mut child: Box<dyn Child + Send + Sync>, shared: Shared) {
    thread::spawn(move || {
        let status = child.wait().unwrap();
        shared.0.lock().unwrap().ended = Some(status.exit_code());
        shared.1.notify_all();
    });
}

impl Drop for Term {
    fn drop(&mut self) {
        if self.shared.0.lock().is_ok_and(|seen| seen.ended.is_none()) {
            let _ = Command::new("kill").args(["-s", "KILL", &self.pid.to_string()]).status();
        }
    }
}
