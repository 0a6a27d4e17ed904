//! Runs a command: bounded in time and output.

use std::io::Read;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::process::Process;

/// The maximum size of the output, in bytes.
const LIMIT: usize = 64 << 10;

/// How often a command that has closed its output is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

/// A limit that is never reached in practice, for a time that the clock cannot represent.
const FOREVER: Duration = Duration::from_secs(u32::MAX as u64);

/// Runs the command, and returns what it printed if it succeeded. Blocks. Messages follow the name of the command.
pub(super) fn run(process: &Process) -> Result<Vec<u8>, String> {
    let end = Instant::now() + process.timeout.min(FOREVER);
    let late = || format!("did not end within {:?}", process.timeout);
    let mut running = Running::start(process)?;
    let printed = running.output(end).ok_or_else(late)??;
    let status = running.wait(end).ok_or_else(late)??;
    if status.success() { Ok(printed) } else { Err(format!("failed with {status}")) }
}

/// A command that is killed unless it has ended.
struct Running(Child);

impl Running {
    fn start(process: &Process) -> Result<Self, String> {
        let mut command = Command::new(&process.program);
        command.args(&process.arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().map(Self).map_err(|error| format!("cannot be started: {error}"))
    }

    /// Reads the output, or returns `None` if it does not end in time. A process that the command started can hold the
    /// output open, so another thread reads it.
    fn output(&mut self, end: Instant) -> Option<Result<Vec<u8>, String>> {
        let stdout = self.0.stdout.take()?;
        let (sender, receiver) = channel();
        let reader = thread::Builder::new().spawn(move || drop(sender.send(read(stdout))));
        if let Err(error) = reader {
            return Some(Err(format!("cannot be read: {error}")));
        }
        match receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(read) => Some(read),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err("cannot be read".to_owned())),
        }
    }

    /// Waits until the command has ended, or returns `None` if it does not in time.
    fn wait(&mut self, end: Instant) -> Option<Result<ExitStatus, String>> {
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Some(Ok(status)),
                Ok(None) if Instant::now() < end => thread::sleep(POLL),
                Ok(None) => return None,
                Err(error) => return Some(Err(format!("cannot be waited for: {error}"))),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails if the command has ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn read(stdout: ChildStdout) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = stdout.take(LIMIT as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() > LIMIT { Err(format!("printed more than {} KiB", LIMIT >> 10)) } else { Ok(bytes) }
}
