//! Says on the terminal what a command does, if it takes longer than two seconds.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a command is silent.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often the time is shown after that.
const PERIOD: Duration = Duration::from_secs(1);

/// Deletes the line that the cursor is in.
const CLEAR: &str = "\r\x1b[2K";

/// Does some work. While it takes longer, a line on the terminal shows what is done (`loading the schemas`) and for how
/// long. Other streams get nothing: a log needs no clock.
pub fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    shown(what, PATIENCE, &|text| eprint!("{text}"), work)
}

fn shown<T>(what: &str, patience: Duration, show: &(dyn Fn(&str) + Sync), work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        // The sender is dropped when the work ends, also if it panics, so the thread ends in any case.
        let (_running, finished) = mpsc::channel::<()>();
        scope.spawn(move || {
            let started = Instant::now();
            let mut wait = patience;
            while finished.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                show(&format!("{CLEAR}{what}: {} s", started.elapsed().as_secs()));
                wait = PERIOD;
            }
            if wait == PERIOD {
                show(CLEAR);
            }
        });
        work()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::{CLEAR, shown};

    #[test]
    fn long_work_is_shown_until_it_ends() {
        let (lines, (seen, wait)) = (Mutex::new(Vec::new()), mpsc::channel());
        let show = |text: &str| {
            lines.lock().expect("not poisoned").push(text.to_owned());
            let _ = seen.send(());
        };
        let result = shown("reading", Duration::ZERO, &show, || {
            wait.recv().expect("a line is shown while the work goes on");
            7
        });
        let lines = lines.into_inner().expect("not poisoned");
        assert_eq!((result, lines.last().map(String::as_str)), (7, Some(CLEAR)));
        assert!(lines[0].starts_with(&format!("{CLEAR}reading: ")), "{lines:?}");
    }

    #[test]
    fn short_work_is_silent() {
        assert_eq!(shown("reading", Duration::from_secs(3_600), &|text| panic!("{text}"), || 7), 7);
    }
}
