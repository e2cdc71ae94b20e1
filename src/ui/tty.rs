//! The real terminal around the workbench: how it is taken, given back whatever happens, and left for a while.
use super::chord::Chord;
use super::cx::Event;
use crate::exchange::file::caught::is_caught;
use crate::lang::{Lang, broken};
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, KeyEventKind};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{Command, execute};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGSTOP, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level;
use std::io::{self, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{panic, process, thread};

/// Whether the terminal is ours now: it is given back once.
static OURS: AtomicBool = AtomicBool::new(false);

/// What threads aside died of, kept until the screen can show it.
static DIED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The terminal is ours as long as this lives.
pub struct Taken(Lang);

impl Taken {
    /// Raw mode, alternate screen, pastes told apart from keys; a panic gives it all back before it speaks, and what became
    /// of the work is said in a language.
    pub fn new(lang: Lang) -> io::Result<Self> {
        let (ui, before) = (thread::current().id(), panic::take_hook());
        panic::set_hook(Box::new(move |info| {
            if is_caught() {
                return;
            }
            let is_ui = thread::current().id() == ui;
            if is_ui || !OURS.load(Ordering::SeqCst) {
                leave();
                before(info);
                if is_ui {
                    eprintln!("linchpin: {}", broken::ENDED.to(lang));
                }
            } else if let Ok(mut died) = DIED.lock() {
                died.push(info.to_string());
            }
        }));
        let taken = Self(lang);
        enter()?;
        Ok(taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        leave();
        let died = DIED.lock().map(|mut died| std::mem::take(&mut *died)).unwrap_or_default();
        for message in died {
            eprintln!("linchpin: {}", broken::unforeseen(&message).to(self.0));
        }
    }
}

/// Whether there is a terminal to be taken.
pub fn is_there() -> bool {
    io::IsTerminal::is_terminal(&stdout())
}

/// Takes the terminal, also when it comes back from another program that may have changed its modes.
pub fn enter() -> io::Result<()> {
    disable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)
}

/// The terminal's columns and rows; what is usual where it does not know, as over a serial line.
pub fn size() -> (u16, u16) {
    let told = crossterm::terminal::size().ok();
    told.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or((80, 24))
}

/// Gives the terminal back as it was. What fails here has nobody to hear it.
fn leave() {
    if OURS.swap(false, Ordering::SeqCst) {
        let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Gives the terminal back and stops the whole job, so that the shell takes over. `Event::Resume` comes when it goes on.
pub fn stop(resumed: &AtomicBool) {
    leave();
    resumed.store(false, Ordering::SeqCst);
    let _ = kill_current_process_group(Signal::TSTP);
    // Another thread may be the one that takes the signal, so that this one goes on for a moment.
    for _ in 0..20 {
        if resumed.load(Ordering::SeqCst) {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    // The kernel drops SIGTSTP where no shell waits for the job (POSIX: an orphaned process group).
    let _ = low_level::raise(SIGSTOP);
}

/// Turns signals into events, on a thread of its own. The flag is set by the one that lets a stopped program go on.
/// A second signal to end does not wait for the loop.
pub fn listen(events: Sender<Event>) -> io::Result<Arc<AtomicBool>> {
    let resumed = Arc::<AtomicBool>::default();
    signal_hook::flag::register(SIGCONT, Arc::clone(&resumed))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    thread::spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            if signal == SIGCONT {
                let _ = events.send(Event::Resume);
            } else if std::mem::replace(&mut ending, true) || events.send(Event::End(signal)).is_err() {
                leave();
                process::exit(i32::from(status(signal)));
            }
        }
    });
    Ok(resumed)
}

/// The exit status of a program that a signal ended, as shells count.
pub fn status(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// Turns what is typed into events, on a thread of its own. When it can read no more the terminal is gone.
pub fn read(events: Sender<Event>) {
    struct Gone(Sender<Event>);
    impl Drop for Gone {
        fn drop(&mut self) {
            let _ = self.0.send(Event::End(SIGHUP));
        }
    }
    thread::spawn(move || {
        let events = Gone(events);
        while let Ok(event) = event::read() {
            let event = match event {
                event::Event::Key(key) if key.kind != KeyEventKind::Release => Chord::read(key).map(Event::Key),
                event::Event::Paste(text) => Some(Event::Paste(text)),
                event::Event::Resize(width, height) => Some(Event::Resize(width, height)),
                _ => None,
            };
            if event.is_some_and(|event| events.0.send(event).is_err()) {
                return;
            }
        }
    });
}

/// Puts a text into the terminal's clipboard, over ssh too.
pub fn copy(text: &str) -> io::Result<()> {
    let tmux = std::env::var_os("TMUX").is_some_and(|tmux| !tmux.is_empty());
    let mut out = stdout();
    out.write_all(osc52(text, tmux).as_bytes())?;
    out.flush()
}

/// The sequence that sets the clipboard (xterm's OSC 52). tmux takes it for itself if `set-clipboard` is on, and hands
/// it to the terminal around it if `allow-passthrough` is: it is told both ways.
pub fn osc52(text: &str, tmux: bool) -> String {
    let mut plain = String::new();
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    if tmux { format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")) } else { plain }
}

/// Whether the locale is one of ASCII: the first of these that is set says so (POSIX, XBD 8.2). Where none is set nothing
/// is known, and most terminals draw more.
pub fn is_ascii() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|locale| !locale.to_lowercase().replace('-', "").contains("utf8"))
}
