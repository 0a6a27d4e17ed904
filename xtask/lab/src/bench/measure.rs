//! Measures wall-clock time, CPU time and memory. On shared machines, CPU time is less noisy than wall-clock time.

use std::fs;
use std::time::Instant;

use anyhow::Result;

/// The clock ticks of a second in `/proc` on Linux.
const TICKS: f64 = 100.0;

/// The wall-clock time and the CPU time of this process, in seconds. CPU time is 0 on systems without `/proc`.
pub struct Time {
    pub wall: f64,
    pub cpu: f64,
}

/// Measures the time of some work.
pub fn timed(work: impl FnOnce() -> Result<()>) -> Result<Time> {
    let (started, cpu) = (Instant::now(), cpu_seconds(11));
    work()?;
    Ok(Time { wall: started.elapsed().as_secs_f64(), cpu: cpu_seconds(11) - cpu })
}

/// Returns the CPU time of the child processes that have exited, in seconds.
pub fn child_cpu_seconds() -> f64 {
    cpu_seconds(13)
}

/// Returns the sum of user and system time, which follow the process name and `skipped` other fields.
fn cpu_seconds(skipped: usize) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(skipped).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// Returns the peak memory of this process in KiB, on systems with `/proc`.
pub fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// Returns the median.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
