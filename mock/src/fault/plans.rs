//! The planned faults, and how often each has occurred.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use codegen_model::diagnostic::did_you_mean;
use serde_json::{Value, json};

use super::{Fault, FaultKind};
use crate::index::Index;

/// The number of plans that are kept. Used-up plans are dropped first, then the oldest.
const MAX_PLANS: usize = 1_000;

/// A planned fault, and how often it has occurred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFault {
    /// The fault.
    pub fault: Fault,
    /// The number of requests that were affected.
    pub consumed: u32,
}

impl PlannedFault {
    /// Whether all planned requests were affected.
    pub fn is_used_up(&self) -> bool {
        self.consumed >= self.fault.times
    }

    pub(crate) fn json(&self) -> Value {
        let Fault { operation, times, kind } = &self.fault;
        let mut plan =
            json!({ "operation": operation, "times": times, "kind": kind.name(), "consumed": self.consumed });
        let detail = match kind {
            FaultKind::Status(status) => json!({ "status": status }),
            FaultKind::Error { code, message, status } => {
                json!({ "code": code, "message": message, "status": status })
            }
            FaultKind::Job { code, message } => json!({ "code": code, "message": message }),
            FaultKind::Delay(delay) => json!({ "delay_ms": u64::try_from(delay.as_millis()).unwrap_or(u64::MAX) }),
            _ => json!({}),
        };
        if let (Value::Object(plan), Value::Object(detail)) = (&mut plan, detail) {
            plan.extend(detail);
        }
        plan
    }
}

/// The schemas have no operation of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOperation {
    name: String,
    similar: Option<String>,
}

impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown operation {:?}", self.name)?;
        self.similar.as_ref().map_or(Ok(()), |similar| write!(f, "; did you mean {similar:?}?"))
    }
}

impl std::error::Error for UnknownOperation {}

/// The planned faults, oldest first.
#[derive(Debug, Default)]
pub(crate) struct FaultPlans(Mutex<Vec<PlannedFault>>);

impl FaultPlans {
    /// Adds all faults, or none if an operation is unknown, and returns their number.
    pub(crate) fn add(&self, index: &Index, faults: Vec<Fault>) -> Result<usize, UnknownOperation> {
        faults.iter().try_for_each(|fault| check(index, fault))?;
        let count = faults.len();
        let mut plans = self.lock();
        plans.extend(faults.into_iter().map(|fault| PlannedFault { fault, consumed: 0 }));
        if plans.len() > MAX_PLANS {
            plans.retain(|planned| !planned.is_used_up());
            let excess = plans.len().saturating_sub(MAX_PLANS);
            plans.drain(..excess);
        }
        Ok(count)
    }

    /// Consumes the first fault for this operation. Faults of jobs apply to submissions only.
    pub(crate) fn take(&self, full_name: &str, is_submission: bool) -> Option<FaultKind> {
        let name = full_name.rsplit(':').next().unwrap_or_default();
        let applies = |planned: &&mut PlannedFault| {
            let operation = planned.fault.operation.as_deref();
            let is_job = matches!(planned.fault.kind, FaultKind::Job { .. });
            !planned.is_used_up()
                && (is_submission || !is_job)
                && operation.is_none_or(|operation| operation == full_name || operation == name)
        };
        let mut plans = self.lock();
        let found = plans.iter_mut().find(applies)?;
        found.consumed += 1;
        Some(found.fault.kind.clone())
    }

    pub(crate) fn all(&self) -> Vec<PlannedFault> {
        self.lock().clone()
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<PlannedFault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check(index: &Index, fault: &Fault) -> Result<(), UnknownOperation> {
    let Some(name) = fault.operation.as_ref().filter(|name| !index.contains(name)) else { return Ok(()) };
    let known = index.names();
    let names = known.iter().flat_map(|full| [full.as_str(), full.rsplit(':').next().unwrap_or_default()]);
    Err(UnknownOperation { name: name.clone(), similar: did_you_mean(name, names).map(str::to_owned) })
}
