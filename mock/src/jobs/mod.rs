//! Jobs: a submission makes one, and every query of it moves it on, always in the same way.

mod links;
mod poll;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

pub(crate) use links::Links;
pub(crate) use poll::{Polled, poll, submit, unknown};

use crate::book::At;
use crate::seed::mix;

/// More jobs than this are not remembered: a server that runs for days must not fill the memory.
const KEPT: usize = 10_000;

/// A job that was submitted.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// The operation that submitted it.
    submitted_by: At,
    /// How often it was asked for.
    polls: usize,
    /// Code and message, where it is to fail.
    failure: Option<(String, String)>,
}

/// The jobs that were submitted.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// By the operation that asks for them, and their id.
    jobs: HashMap<(At, String), Job>,
    /// The oldest first.
    order: VecDeque<(At, String)>,
    count: u64,
}

impl Jobs {
    /// Makes a job that `query` asks for, and gives its id.
    fn add(&self, query: At, job: Job, seed: u64, number: bool) -> String {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.count += 1;
        let id = id_of(seed, kept.count, number);
        kept.jobs.insert((query, id.clone()), job);
        kept.order.push_back((query, id.clone()));
        if kept.order.len() > KEPT {
            let oldest = kept.order.pop_front();
            oldest.and_then(|oldest| kept.jobs.remove(&oldest));
        }
        id
    }

    /// The job of this id as it is when it is asked for once more.
    fn ask(&self, query: At, id: &str) -> Option<Job> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let job = kept.jobs.get_mut(&(query, id.to_owned()))?;
        job.polls = job.polls.saturating_add(1);
        Some(job.clone())
    }
}

/// Ids count, so that none occurs twice, and look like the cloud's.
fn id_of(seed: u64, count: u64, number: bool) -> String {
    let mixed = mix(seed, &count.to_string());
    if number { (1_000_000 + count).to_string() } else { format!("j{mixed:016x}{count:08x}") }
}
