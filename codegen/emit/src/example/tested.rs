//! The example of a test without the cloud: a sample that consists of literals only, sent to the mock of the runtime.

use serde_json::Value;

use super::{ServiceContext, literal, sample_of};
use codegen_model::{Format, Member, Operation, Protocol, Scalar, Shape, Type};

/// The code of an example that runs; none where the operation has no sample that serves for one.
pub fn code(operation: &Operation, place: &ServiceContext<'_>) -> Option<Vec<String>> {
    let Protocol::Action = operation.protocol else { return None };
    let sample = sample_of(operation)?;
    let (_, call) = super::call(operation, sample, place)?;
    let needs_a_file = call.iter().any(|line| line.contains("std::fs"));
    let answered: Value = serde_json::from_str(&sample.response).ok()?;
    let (field, value) = text(operation.output()?, answered.get("Response")?, |_| true)?;
    let lib = place.package.replace('-', "_");
    let mut lines = vec![format!("# {lib}::testing::block_on(async {{")];
    lines.extend([
        format!("use {lib}::{};", place.service.module),
        format!("use {lib}::testing::Mock;"),
        String::new(),
    ]);
    lines.extend(rule(operation, &serde_json::from_str(&sample.request).ok()?, place));
    lines.push(format!("    .answer(|answer| answer.{field} = Some({value}.into()));"));
    lines.push(String::new());
    lines.extend(call.into_iter().chain(["    .send(&mock.client())", "    .await?;"].map(str::to_owned)));
    lines.push(format!("assert_eq!(answer.{field}, Some({value}.into()));"));
    lines.push(format!("assert_eq!(mock.calls::<{}::{}>().len(), 1);", place.path(), operation.rust_name));
    lines.extend(["mock.verify();".to_owned(), format!("# Ok::<(), {lib}::Error>(())"), "# }).unwrap();".to_owned()]);
    (!needs_a_file).then_some(lines)
}

/// The rule up to its answer, with a condition where the sample has something to go by.
fn rule(operation: &Operation, sent: &Value, place: &ServiceContext<'_>) -> Vec<String> {
    let on = format!("mock.on::<{}::{}>()", place.path(), operation.rust_name);
    let plain = |member: &Member| matches!(member.ty, Type::Scalar(..));
    let condition = text(&operation.input, sent, plain)
        .map(|(field, value)| format!("    .when(|request| request.{field}.as_deref() == Some({value}))"));
    ["let mock = Mock::new();".to_owned(), on].into_iter().chain(condition).collect()
}

/// The field of the first text that the sample has, and the text as a literal.
fn text(shape: &Shape, value: &Value, fits: impl Fn(&Member) -> bool) -> Option<(String, String)> {
    let is_text = |ty: &Type| matches!(ty, Type::Scalar(Scalar::String, Format::Plain) | Type::Enum(_));
    let members = shape.members.iter().filter(|member| !member.list && is_text(&member.ty) && fits(member));
    let mut found =
        members.filter_map(|member| Some((member.rust_name.clone(), literal(value.get(&member.name)?.as_str()?))));
    found.next()
}
