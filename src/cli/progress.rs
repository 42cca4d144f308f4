//! How far a run is: a bar on a terminal, a line every 30 seconds elsewhere; and the wish to stop.

use super::Exit;
use indicatif::{ProgressBar, ProgressStyle};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The wish to stop, and whether there is anything to keep for which a first wish would wait.
pub struct Wish {
    /// 0, or the number of the signal.
    signal: Arc<AtomicUsize>,
    /// Whether the next signal ends the program at once.
    at_once: Arc<AtomicBool>,
}

/// From now on interrupts, terminations and hang-ups are heard. Until there is something to keep ([`Wish::keep`]) the first
/// ends the program at once, whatever it is at: checks, games, tables of distributions. Afterwards the first asks the run to
/// stop and keep its results, and a second ends the program.
pub fn listen() -> std::io::Result<Wish> {
    let wish = Wish { signal: Arc::new(AtomicUsize::new(0)), at_once: Arc::new(AtomicBool::new(true)) };
    for (signal, code) in [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] {
        flag::register_conditional_shutdown(signal, code, Arc::clone(&wish.at_once))?;
        flag::register(signal, Arc::clone(&wish.at_once))?;
        flag::register_usize(signal, Arc::clone(&wish.signal), signal as usize)?;
    }
    Ok(wish)
}

impl Wish {
    /// From now on there is something to keep, or nothing any more: what was done is written.
    pub fn keep(&self, something: bool) {
        // Nobody who has wished already is made to wish twice.
        let unheard = self.end().is_none();
        self.at_once.store(!something || !unheard, Ordering::SeqCst);
    }

    /// How a run ends that was wished to stop; none if it was not.
    pub fn end(&self) -> Option<Exit> {
        match self.signal.load(Ordering::SeqCst) {
            0 => None,
            signal if signal == SIGINT as usize => Some(Exit::Interrupted),
            _ => Some(Exit::Terminated),
        }
    }
}

/// Progress of one run.
pub struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    total: u64,
    noun: &'static str,
    started: Instant,
    last_line: Instant,
}

impl Progress {
    /// Of a number of replications, or of what else the noun says.
    pub fn new(total: u64, noun: &'static str, quiet: bool) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::new(total);
            let template = format!("{{bar:30}} {{human_pos}} of {{human_len}} {noun}, {{per_sec:.0}}, {{eta}} left");
            // The template is fixed; were it wrong, the default bar would do.
            if let Ok(style) = ProgressStyle::with_template(&template) {
                bar.set_style(style);
            }
            bar
        });
        let now = Instant::now();
        Progress { bar, quiet, total, noun, started: now, last_line: now }
    }

    /// Tells how many are done.
    pub fn tell(&mut self, done: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        } else if !self.quiet && self.last_line.elapsed() >= Duration::from_secs(30) {
            self.last_line = Instant::now();
            let rate = done as f64 / self.started.elapsed().as_secs_f64().max(1e-9);
            let left = (self.total - done) as f64 / rate.max(1e-9);
            // Nobody may be listening any more; the run goes on.
            let _ = writeln!(
                std::io::stderr(),
                "{done} of {} {}, {rate:.0} a second, {left:.0} s left",
                self.total,
                self.noun
            );
        }
    }

    /// Leaves the terminal as it was.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
