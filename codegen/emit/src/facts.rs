//! Facts in the documentation of an item, after its text: wire names, constraints, permissions, pages.

use codegen_model::{
    Format, Granularity, Host, HttpBinding, Length, Location, Member, Operation, Permission, Protocol, Range, Service,
    Shape, Sites, Type,
};

use crate::docs;

/// The line under the text of a member of an input or an output.
pub fn of_member(member: &Member, is_input: bool) -> String {
    let mut line = String::with_capacity(64);
    wire(member, &mut line);
    let mut fact = |parts: &[&str]| {
        line.push_str("; ");
        parts.iter().for_each(|part| line.push_str(part));
    };
    // A response omits what may be null.
    if member.required && (is_input || !member.nullable) {
        fact(&["required"]);
    }
    match member.sites {
        Some(Sites::China) => fact(&["only on the China site"]),
        Some(Sites::International) => fact(&["only on the international site"]),
        Some(Sites::Both) | None => {}
    }
    if matches!(member.ty, Type::Scalar(_, Format::Flag)) {
        fact(&["written as 0 or 1"]);
    }
    if let Some(found) = member.range {
        fact(&[&range(found)]);
    }
    if let Some(length) = member.length {
        fact(&[&length_of(length, member)]);
    }
    if let Some(max) = member.max_bytes {
        fact(&["at most ", &max.to_string(), " bytes"]);
    }
    if let Some(chars) = &member.chars {
        fact(&["only the characters ", &docs::code(chars)]);
    }
    if let Some(text) = member.default.as_ref().map(|text| in_rust(text, member)).filter(|text| is_short(text)) {
        fact(&["default `", text, "`"]);
    }
    if let Some(text) = member.example.as_ref().map(|text| in_rust(text, member)).filter(|text| is_short(text)) {
        fact(&["for example `", text, "`"]);
    }
    if member.sensitive {
        fact(&["hidden in `Debug` output"]);
    }
    line.push('.');
    line
}

fn wire(member: &Member, line: &mut String) {
    let location = match member.location {
        Location::Body if member.name == "#text" => return line.push_str("The text of the element"),
        Location::Body => "on the wire",
        Location::Label => "in the path",
        Location::Query => "in the query",
        Location::Header => "in the header",
        Location::JsonHeader => "in the header, as JSON",
        Location::JsonQuery => "in the query, as JSON",
    };
    ["`", &member.name, "` ", location].iter().for_each(|part| line.push_str(part));
}

/// A value as Rust writes it: a flag as a boolean.
fn in_rust<'t>(text: &'t str, member: &Member) -> &'t str {
    match (&member.ty, text) {
        (Type::Scalar(_, Format::Flag), "0") => "false",
        (Type::Scalar(_, Format::Flag), "1") => "true",
        _ => text,
    }
}

/// Whether a value can be printed in backticks and is short enough to be useful.
fn is_short(text: &str) -> bool {
    text.chars().count() <= 60 && docs::is_code(text)
}

fn range(range: Range) -> String {
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => String::new(),
    }
}

fn length_of(length: Length, member: &Member) -> String {
    let plural = if length.max.or(length.min) == Some(1) { "" } else { "s" };
    let unit = match member.ty {
        _ if member.list => "item",
        Type::Scalar(_, Format::Base64 | Format::Binary) => "byte",
        _ => "character",
    };
    format!("{} {unit}{plural}", range(length))
}

/// The paragraphs after an operation's text.
pub fn of_operation(operation: &Operation, service: &Service) -> Vec<String> {
    let mut lines = Vec::new();
    let version = service.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let mut paragraph = |line: String| lines.extend([String::new(), line]);
    match &operation.protocol {
        Protocol::Action => {
            let sites = sites(service.sites_of(operation));
            paragraph(format!("The action `{}` of `{}`{version}{sites}.", operation.name, service.name));
        }
        Protocol::Rest { bindings, .. } => bindings.iter().for_each(|found| paragraph(binding(found))),
    }
    if let Some(status) = operation.status.as_deref().filter(|status| *status != "online") {
        paragraph(match status {
            "removed" => "Removed from the published metadata: the service may reject it.".to_owned(),
            status => format!("Published as {}.", docs::line(status)),
        });
    }
    for permission in &operation.permissions {
        paragraph(required(permission, service));
    }
    if operation.opaque() {
        paragraph("Its parameters are not published: input and output are JSON objects.".to_owned());
    }
    if operation.repeatable() {
        paragraph("It is safe to repeat.".to_owned());
    }
    if let Some(token) = &operation.idempotency_token {
        let name = docs::code(&token.member);
        paragraph(format!("The client fills in {name} if it is absent, so that the call is safe to repeat."));
    }
    if let Some(max) = operation.max_body {
        paragraph(format!("The body has at most {max} bytes."));
    }
    groups(&operation.input).for_each(&mut paragraph);
    if let Some(page) = &operation.page {
        paragraph(page_link(page));
    }
    lines
}

/// The sites that have an operation, if they are known.
fn sites(sites: Option<Sites>) -> &'static str {
    match sites {
        Some(Sites::China) => ", on the China site only",
        Some(Sites::International) => ", on the international site only",
        Some(Sites::Both) => ", on both sites",
        None => "",
    }
}

fn required(permission: &Permission, service: &Service) -> String {
    let when = docs::line(permission.when.trim_end_matches('.'));
    let when = if when.is_empty() { when } else { format!(", {when}") };
    let required = format!("Requires the permission {}{when}", docs::code(&permission.action));
    let Some(grant) = service.authorization.get(&permission.action) else { return format!("{required}.") };
    let level = match grant.granularity {
        Granularity::Operation => "operation-level".to_owned(),
        Granularity::Resource => format!("resource {}", docs::code(&grant.resource)),
    };
    let ip = if grant.ip_restriction == Some(true) { ", can be restricted by source IP address" } else { "" };
    format!("{required} (class {}, {level}{ip}).", grant.access.name())
}

/// A link to the service's documentation page.
pub fn page_link(page: &str) -> String {
    docs::line(&format!("[Service documentation]({page})"))
}

fn binding(binding: &HttpBinding) -> String {
    let request = docs::code(&format!("{} {}", binding.method, binding.path));
    let host = match binding.host {
        Host::Cos => "cos",
        Host::Ci => "ci",
        Host::Pic => "pic",
        Host::Region => return format!("{request} on the region's `ci` host."),
        Host::Account => return format!("{request} on the `ci` host of the account in the bucket's name."),
        Host::Service => return format!("{request} on the host of object storage for all regions."),
        Host::Migration => return format!("{request} on the region's `migration` host."),
        Host::Vectors => return format!("{request} on the region's `vectors` host."),
    };
    format!("{request} on the bucket's `{host}` host.")
}

/// A sentence for each group of members that depend on each other.
pub fn groups(shape: &Shape) -> impl Iterator<Item = String> {
    let one_of = shape.one_of.iter().map(|group| format!("Exactly one of {} must be set.", names(group, shape)));
    let some_of = shape.some_of.iter().map(|group| format!("At least one of {} must be set.", names(group, shape)));
    let together = shape.together.iter().map(|group| format!("All or none of {} must be set.", names(group, shape)));
    let conditions = shape.conditions.iter().map(|found| {
        let values: Vec<_> = found.values.iter().map(|value| docs::code(value)).collect();
        let (member, values) = (names(std::slice::from_ref(&found.member), shape), values.join(" or "));
        format!("If {member} is {values}, {} must be set.", names(&found.requires, shape))
    });
    one_of.chain(some_of).chain(together).chain(conditions)
}

fn names(group: &[String], shape: &Shape) -> String {
    let name = |wire: &String| shape.member(wire).map_or(wire.clone(), |member| member.rust_name.clone());
    group.iter().map(|wire| format!("`{}`", name(wire))).collect::<Vec<_>>().join(", ")
}
