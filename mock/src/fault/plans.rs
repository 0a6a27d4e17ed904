//! The plans, and what was used of them.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use codegen_model::diagnostic::did_you_mean;
use serde_json::{Value, json};

use super::{Fault, Kind};
use crate::book::Book;

/// More plans than this nobody can keep in mind; the oldest that are used up are forgotten.
const KEPT: usize = 1_000;

/// A fault as it was planned, and how much of it was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The fault.
    pub fault: Fault,
    /// How many requests have met it.
    pub consumed: u32,
}

impl Planned {
    /// Whether every planned request has met it.
    pub fn is_used_up(&self) -> bool {
        self.consumed >= self.fault.times
    }

    pub(crate) fn json(&self) -> Value {
        let Fault { operation, times, kind } = &self.fault;
        let mut shown =
            json!({ "operation": operation, "times": times, "kind": kind.name(), "consumed": self.consumed });
        let detail = match kind {
            Kind::Status(status) => json!({ "status": status }),
            Kind::Error { code, message, status } => json!({ "code": code, "message": message, "status": status }),
            Kind::Job { code, message } => json!({ "code": code, "message": message }),
            Kind::Delay(delay) => json!({ "delay_ms": u64::try_from(delay.as_millis()).unwrap_or(u64::MAX) }),
            _ => json!({}),
        };
        if let (Value::Object(shown), Value::Object(detail)) = (&mut shown, detail) {
            shown.extend(detail);
        }
        shown
    }
}

/// A fault was planned for an operation that the schemas do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOperation {
    name: String,
    meant: Option<String>,
}

impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the schemas have no operation {:?}", self.name)?;
        self.meant.as_ref().map_or(Ok(()), |meant| write!(f, "; did you mean {meant:?}?"))
    }
}

impl std::error::Error for UnknownOperation {}

/// The plans, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Plans(Mutex<Vec<Planned>>);

impl Plans {
    /// Adds all of them, or none, and says how many.
    pub(crate) fn add(&self, book: &Book, faults: Vec<Fault>) -> Result<usize, UnknownOperation> {
        faults.iter().try_for_each(|fault| check(book, fault))?;
        let count = faults.len();
        let mut plans = self.lock();
        plans.extend(faults.into_iter().map(|fault| Planned { fault, consumed: 0 }));
        if plans.len() > KEPT {
            plans.retain(|planned| !planned.is_used_up());
            let superfluous = plans.len().saturating_sub(KEPT);
            plans.drain(..superfluous);
        }
        Ok(count)
    }

    /// The first fault that is left for this operation; asking uses it up. Faults of jobs wait for one that submits any.
    pub(crate) fn take(&self, full_name: &str, submits: bool) -> Option<Kind> {
        let name = full_name.rsplit(':').next().unwrap_or_default();
        let meets = |planned: &&mut Planned| {
            let wanted = planned.fault.operation.as_deref();
            let of_job = matches!(planned.fault.kind, Kind::Job { .. });
            !planned.is_used_up()
                && (submits || !of_job)
                && wanted.is_none_or(|wanted| wanted == full_name || wanted == name)
        };
        let mut plans = self.lock();
        let found = plans.iter_mut().find(meets)?;
        found.consumed += 1;
        Some(found.fault.kind.clone())
    }

    pub(crate) fn all(&self) -> Vec<Planned> {
        self.lock().clone()
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Planned>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check(book: &Book, fault: &Fault) -> Result<(), UnknownOperation> {
    let Some(name) = &fault.operation else { return Ok(()) };
    if book.named(name).next().is_some() {
        return Ok(());
    }
    let known = book.names();
    let names = known.iter().flat_map(|full| [full.as_str(), full.rsplit(':').next().unwrap_or_default()]);
    Err(UnknownOperation { name: name.clone(), meant: did_you_mean(name, names).map(str::to_owned) })
}
