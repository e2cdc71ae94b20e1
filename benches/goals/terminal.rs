//! The workbench in a pseudo-terminal of 200x50: when its first frame is there, and what it does while nobody does anything.
use super::taken::peak;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A workbench that runs.
pub struct Workbench {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    /// What it has written, piece by piece.
    written: Receiver<usize>,
    /// From nothing until its first frame was there whole.
    pub first: Duration,
    _master: Box<dyn MasterPty + Send>,
}

/// The last words of a frame.
const LAST: &[u8] = b"more";
/// Nothing more comes where nothing has come for so long.
const QUIET: Duration = Duration::from_millis(300);

impl Workbench {
    /// On a file, once its first frame is there whole.
    pub fn begin(file: &str) -> Self {
        let from = Instant::now();
        let pair =
            native_pty_system().openpty(PtySize { rows: 50, cols: 200, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_linchpin"));
        command.args(["--db", file, "--lang", "en"]);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (whole, began) = channel();
        let (sender, written) = channel();
        std::thread::spawn(move || {
            let (mut piece, mut seen, mut whole) = (vec![0; 65536], Vec::new(), Some(whole));
            while let Ok(read @ 1..) = reader.read(&mut piece) {
                seen.extend_from_slice(&piece[..read]);
                if whole.is_some() && seen.windows(LAST.len()).any(|part| part == LAST) {
                    let _ = whole.take().unwrap().send(());
                }
                let _ = sender.send(read);
            }
        });
        began.recv_timeout(Duration::from_secs(30)).unwrap();
        let first = from.elapsed();
        Self { child, first, writer: pair.master.take_writer().unwrap(), written, _master: pair.master }
    }

    /// Types, and waits until nothing more is drawn.
    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        while self.written.recv_timeout(QUIET).is_ok() {}
    }

    /// The most memory it has had, in KiB.
    pub fn memory(&self) -> u64 {
        self.child.process_id().and_then(peak).unwrap()
    }

    /// How many bytes it writes and how long it computes while nobody does anything.
    pub fn rest(&mut self, long: Duration) -> (usize, Duration) {
        let (end, before) = (Instant::now() + long, self.computed());
        let mut bytes = 0;
        while let Ok(more) = self.written.recv_timeout(end.saturating_duration_since(Instant::now())) {
            bytes += more;
        }
        (bytes, self.computed().saturating_sub(before))
    }

    /// How long it has computed, as /proc tells in hundredths of a second (proc(5): 14th and 15th).
    fn computed(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.process_id().unwrap())).unwrap();
        let after: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        let ticks: u64 = after[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Workbench {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
