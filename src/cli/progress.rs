//! How far a run is: a bar on a terminal, a line every 30 seconds elsewhere; and the wish to stop.

use super::{Exit, Failure};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use report::language::Language;
use report::words::notes::{self, Counted};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is looked whether somebody wishes to stop.
const LOOK: Duration = Duration::from_millis(50);

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
pub fn listen() -> Result<Wish, Failure> {
    heard().map_err(|error| Failure::new(Exit::Failed, format!("cannot listen for signals: {error}")))
}

fn heard() -> std::io::Result<Wish> {
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

/// Does work that has nothing to keep before its end. The first wish to stop calls `gone` and ends the program at once, wherever the
/// work is.
pub fn stoppable<T: Send>(work: impl FnOnce() -> T + Send, gone: impl FnOnce()) -> Result<T, Failure> {
    let wish = listen()?;
    wish.keep(true);
    let (done, heard) = mpsc::channel::<()>();
    let found = thread::scope(|scope| {
        let worker = scope.spawn(move || {
            // Dropped at the end of the work, however it ends.
            let _done = done;
            work()
        });
        while heard.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            if let Some(exit) = wish.end() {
                gone();
                std::process::exit(exit.code().into());
            }
        }
        worker.join()
    });
    wish.keep(false);
    found.map_err(|panic| std::panic::resume_unwind(panic))
}

/// Progress of one run.
pub struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    total: u64,
    /// Done before this work began.
    known: u64,
    counted: Counted,
    language: Language,
    started: Instant,
    last_line: Instant,
}

impl Progress {
    /// Of a number of what is counted.
    pub fn new(total: u64, counted: Counted, quiet: bool, language: Language) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::new(total);
            // The template is fixed; were it wrong, the default bar would do.
            if let Ok(style) = ProgressStyle::with_template(&notes::bar(counted, language)) {
                let number = move |value: u64, out: &mut dyn fmt::Write| {
                    // A bar without a figure is still a bar.
                    let _ = out.write_str(&notes::count(value, language));
                };
                let done = move |state: &ProgressState, out: &mut dyn fmt::Write| number(state.pos(), out);
                let all = move |state: &ProgressState, out: &mut dyn fmt::Write| number(state.len().unwrap_or(0), out);
                bar.set_style(style.with_key("done", done).with_key("all", all));
            }
            bar
        });
        let now = Instant::now();
        Progress { bar, quiet, total, known: 0, counted, language, started: now, last_line: now }
    }

    /// The same of work of which so many are done already: they say nothing of its speed.
    pub fn after(self, known: u64) -> Progress {
        if let Some(bar) = &self.bar {
            bar.set_position(known);
            bar.reset_eta();
        }
        Progress { known, ..self }
    }

    /// Tells how many are done.
    pub fn tell(&mut self, done: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        } else if !self.quiet && self.last_line.elapsed() >= Duration::from_secs(30) {
            self.last_line = Instant::now();
            let rate = (done - self.known.min(done)) as f64 / self.started.elapsed().as_secs_f64().max(1e-9);
            let left = (self.total - done.min(self.total)) as f64 / rate.max(1e-9);
            let line = notes::progress([done, self.total], self.counted, [rate, left], self.language);
            // Nobody may be listening any more; the run goes on.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// Tells how many are done, and what is worked on now: questions, each of which may take long.
    pub fn tell_next(&mut self, done: u64, now: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(now.to_owned());
            bar.set_position(done);
            bar.tick();
        } else if !self.quiet && self.last_line.elapsed() >= Duration::from_secs(30) {
            self.last_line = Instant::now();
            let line = notes::question([done, self.total], now, self.language);
            // Nobody may be listening any more; the work goes on.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// Leaves the terminal as it was.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
