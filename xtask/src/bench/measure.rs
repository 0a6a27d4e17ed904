//! For how long processors have worked, by what Linux tells of a process; zero where the system does not tell. On a machine
//! that others use as well, it says more than a clock.

use std::fs;

/// How many ticks a second has there.
const TICKS: f64 = 100.0;

/// For how many seconds they have worked for this process.
pub fn own() -> f64 {
    seconds(11)
}

/// For how many seconds they have worked for the processes that this one has started, and waited for.
pub fn of_started() -> f64 {
    seconds(13)
}

/// Two fields behind the name and so many others: the time of the program, and that of the system for it.
fn seconds(skipped: usize) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind_name.split_whitespace().skip(skipped).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}
