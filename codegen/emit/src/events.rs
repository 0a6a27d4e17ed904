//! Event streams: the method that asks for the response as a stream of events.

use codegen_model::Operation;
use codegen_model::rust_names::RuntimeItem;

use crate::code::code;
use crate::scope::Scope;

/// Prints the method.
pub fn events(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let Some(output) = operation.output().filter(|_| operation.events) else { return };
    let (client, call) = (scope.runtime(RuntimeItem::Client), scope.runtime(RuntimeItem::Call));
    let (stream, output) =
        (scope.runtime(RuntimeItem::EventStream), scope.of_service(&output.rust_name, operation.unit));
    let switch = operation.event_switch().map_or("", |member| &member.name);
    code!(
        out,
        "
    /// Validates and encodes the request. Awaiting the returned call sends it and returns the response as events.
    #[inline]
    pub fn events(self, client: &{client}) -> {call}<{stream}<{output}>> {{
        client.events(self, {switch:?})
    }}
"
    );
}
