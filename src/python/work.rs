//! Work on threads of its own, while the interpreter goes on.

use super::errors::Trouble;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::ThreadPoolBuilder;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How often it is looked whether somebody wishes to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Whether the work is no longer wanted.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// An error once the work is no longer wanted, for what would begin something long.
    ///
    /// # Errors
    /// That it was stopped, which nobody hears.
    pub fn check(&self) -> Result<(), Trouble> {
        if self.flow().is_break() { Err(Trouble::Stopped) } else { Ok(()) }
    }

    /// Whether to go on, for what asks between two rounds.
    pub fn flow(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Does work on so many threads, one for each processor if it is not said, with the interpreter's lock released.
///
/// A signal, such as that of Ctrl-C, is heard within a tenth of a second and ends the wait at once. Work that looks at [`Stop`] ends
/// at its next round; any other goes on to its end in the background, and what it finds is dropped.
///
/// # Errors
/// What the work says; what a signal's handler raises; `RuntimeError` if the work panicked.
pub fn work<T: Send + 'static>(
    py: Python<'_>,
    threads: Option<usize>,
    work: impl FnOnce(&Stop) -> Result<T, Trouble> + Send + 'static,
) -> PyResult<T> {
    let failed = |what: &str, error: &dyn std::fmt::Display| PyRuntimeError::new_err(format!("{what}: {error}"));
    let mut pool = ThreadPoolBuilder::new();
    if let Some(threads) = threads {
        pool = pool.num_threads(threads);
    }
    let pool = pool.build().map_err(|error| failed("cannot start threads", &error))?;
    let (stop, (done, heard)) = (Stop::default(), mpsc::channel::<()>());
    let wanted = stop.clone();
    let worker = thread::Builder::new().name("commonweal".to_owned()).spawn(move || {
        // Dropped at the end of the work, however it ends.
        let _done = done;
        pool.install(|| work(&wanted))
    });
    let worker = worker.map_err(|error| failed("cannot start a thread", &error))?;
    let mut heard = heard;
    loop {
        let (back, waited) = py.detach(move || {
            let waited = heard.recv_timeout(LOOK);
            (heard, waited)
        });
        heard = back;
        if waited != Err(RecvTimeoutError::Timeout) {
            break;
        }
        if let Err(interrupt) = py.check_signals() {
            stop.0.store(true, Ordering::Relaxed);
            return Err(interrupt);
        }
    }
    match py.detach(|| worker.join()) {
        Ok(found) => Ok(found?),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            Err(failed("commonweal has a bug, please report it", &text))
        }
    }
}
