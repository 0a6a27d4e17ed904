//! The example of a test with the runtime's mock: it sends a sample that needs no file.

use codegen_model::{Format, Member, Operation, Protocol, Scalar, Shape, Type};
use serde_json::Value;

use super::expression::literal;
use super::{call, sample_of, width};
use crate::context::ServiceContext;

/// The code of an example that runs; none if the operation has no suitable sample.
pub fn code(operation: &Operation, context: &ServiceContext<'_>) -> Option<Vec<String>> {
    let Protocol::Action = operation.protocol else { return None };
    let sample = sample_of(operation)?;
    let (_, lines_of_call) = call(operation, sample, context)?;
    let needs_a_file = lines_of_call.iter().any(|line| line.contains("std::fs"));
    let response: Value = serde_json::from_str(&sample.response).ok()?;
    let (field, value) = text(operation.output()?, response.get("Response")?, |_| true)?;
    let lib = context.crate_name();
    let mut lines = vec![format!("# {lib}::testing::block_on(async {{")];
    lines.extend([
        format!("use {lib}::{};", context.service.module),
        format!("use {lib}::testing::Mock;"),
        String::new(),
    ]);
    lines.extend(rule(operation, &serde_json::from_str(&sample.request).ok()?, context));
    lines.push(format!("    .answer(|response| response.{field} = Some({value}.into()));"));
    lines.push(String::new());
    lines.extend(lines_of_call.into_iter().chain(["    .send(&mock.client())", "    .await?;"].map(str::to_owned)));
    lines.push(format!("assert_eq!(response.{field}, Some({value}.into()));"));
    lines.push(format!("assert_eq!(mock.calls::<{}::{}>().len(), 1);", context.path(), operation.rust_name));
    lines.extend(["mock.verify();".to_owned(), format!("# Ok::<(), {lib}::Error>(())"), "# }).unwrap();".to_owned()]);
    (!needs_a_file).then(|| lines.into_iter().flat_map(width::fit).collect())
}

/// The mock's rule without its response, with a condition if the sample has a suitable member.
fn rule(operation: &Operation, request: &Value, context: &ServiceContext<'_>) -> Vec<String> {
    let on = format!("mock.on::<{}::{}>()", context.path(), operation.rust_name);
    let plain = |member: &Member| matches!(member.ty, Type::Scalar(..));
    let condition = text(&operation.input, request, plain)
        .map(|(field, value)| format!("    .when(|request| request.{field}.as_deref() == Some({value}))"));
    ["let mock = Mock::new();".to_owned(), on].into_iter().chain(condition).collect()
}

/// The field of the first string in the sample, and the string as a literal.
fn text(shape: &Shape, value: &Value, wanted: impl Fn(&Member) -> bool) -> Option<(String, String)> {
    let is_text = |ty: &Type| matches!(ty, Type::Scalar(Scalar::String, Format::Plain) | Type::Enum(_));
    let members = shape.members.iter().filter(|member| !member.list && is_text(&member.ty) && wanted(member));
    let mut found =
        members.filter_map(|member| Some((member.rust_name.clone(), literal(value.get(&member.name)?.as_str()?))));
    found.next()
}
