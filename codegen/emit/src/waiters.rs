//! Waiters: polling an operation until the job that another one submitted has ended.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Operation, Waiter};

use crate::code::code;
use crate::scope::Scope;
use crate::target::target;

/// Prints which operation to poll, and what its responses mean.
pub fn submission(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let Some(Waiter { query, from, to, status, done, failed, code, message, .. }) = &operation.waiter else { return };
    let queried = scope.service().operation(query);
    let query = queried.map_or(scope.builtin(query), |query| scope.of_service(&query.rust_name, query.unit));
    let (submission, waiter) = (scope.runtime(RuntimeItem::Submission), scope.runtime(RuntimeItem::Waiter));
    let name = &operation.rust_name;
    let (code, message) = (code.as_deref().unwrap_or_default(), message.as_deref().unwrap_or_default());
    code!(
        out,
        "
impl {submission} for {name} {{
    type Query = {query};
    const WAITER: {waiter} = {waiter} {{
        from: {from:?},
        to: {to:?},
        status: {status:?},
        done: &{done:?},
        failed: &{failed:?},
        code: {code:?},
        message: {message:?},
    }};
}}
"
    );
}

const JOB: &str = "    /// Sends the request and polls until its job has ended.
    ///
    /// Awaiting returns the last response, or an error if the job failed.";
const JOBS: &str = "    /// Sends the request and polls until each of its jobs has ended.
    ///
    /// Awaiting returns the response to the request and, for each job, the last response or an error.";

/// Prints the method that submits and waits.
pub fn send_and_wait(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let Some(waiter) = &operation.waiter else { return };
    let (target, ty) = target(operation, scope);
    let (doc, wait) = if waiter.each { (JOBS, RuntimeItem::WaitAll) } else { (JOB, RuntimeItem::Wait) };
    let wait = scope.runtime(wait);
    code!(
        out,
        "
{doc}
    #[inline]
    pub fn send_and_wait(self, {target}: &{ty}) -> {wait}<Self> {{
        {wait}::new({target}, self)
    }}
"
    );
}
