//! How long something took, and how much memory.
use std::fmt;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long it took.
pub fn measured(work: impl FnOnce()) -> Duration {
    let from = Instant::now();
    work();
    from.elapsed()
}

/// Milliseconds.
pub fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// How long it took again and again.
pub struct Spread {
    pub p50: Duration,
    pub p99: Duration,
    pub p999: Duration,
    pub max: Duration,
    /// Which took longest, from 1.
    pub slowest: usize,
}

impl Spread {
    pub fn of(mut times: Vec<Duration>) -> Self {
        let slowest = times.iter().enumerate().max_by_key(|(_, time)| **time).map_or(0, |(n, _)| n + 1);
        times.sort_unstable();
        let at = |part: usize| times[(times.len() * part / 1000).min(times.len() - 1)];
        Self { p50: at(500), p99: at(990), p999: at(999), max: at(1000), slowest }
    }

    /// How long the slowest took.
    pub fn tail(&self) -> String {
        format!("p99.9 {}, the slowest, number {}, {}", ms(self.p999), self.slowest, ms(self.max))
    }

    /// Its middle, as often as another's.
    pub fn over(&self, other: &Self) -> f64 {
        self.p50.div_duration_f64(other.p50)
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p50 {}, p99 {}, max {}", ms(self.p50), ms(self.p99), ms(self.max))
    }
}

/// Two works by turns, once a round each, after a round that is not counted; each tells how long it took.
pub fn by_turns(
    rounds: usize,
    mut one: impl FnMut() -> Duration,
    mut other: impl FnMut() -> Duration,
) -> (Spread, Spread) {
    one();
    other();
    let (ones, others) = (0..rounds).map(|_| (one(), other())).unzip();
    (Spread::of(ones), Spread::of(others))
}

/// Whether a program is here to be compared with.
pub fn has(program: &str) -> bool {
    Command::new(program).arg("-version").output().is_ok()
}

/// Runs a program to its end; the most memory that it had, in KiB, as /proc tells (proc(5), `VmHWM`).
pub fn memory_of(program: &mut Command) -> u64 {
    let mut child = program.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut most = 0;
    loop {
        most = peak(child.id()).unwrap_or(most).max(most);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return most;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The most memory that a program has had, in KiB.
pub fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
