//! Coverage: how much the schemas describe of each operation, and how much of the authorization table of each service is
//! callable.

use crate::document::{Json, list, tall, texts};
use crate::model::{Access, LeftOut, Member, Model, Operation, Service, Shape};

/// The coverage of a Model.
#[derive(Debug)]
pub struct Coverage {
    /// The services.
    pub services: Vec<ServiceCoverage>,
    /// The operations.
    pub operations: Vec<OperationCoverage>,
}

/// One version of a service.
#[derive(Debug)]
pub struct ServiceCoverage {
    /// The name.
    pub service: String,
    /// The version, if any.
    pub version: Option<String>,
    /// The number of operations.
    pub operations: usize,
    /// The number of operations with typed inputs and responses.
    pub typed: usize,
    /// The number of operations with JSON objects instead.
    pub opaque: usize,
    /// The number of actions of the service in its authorization table.
    pub listed: usize,
    /// The number of those that are callable.
    pub callable: usize,
    /// The others, by name.
    pub missing: Vec<String>,
    /// The operations that are deliberately left out, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// One operation.
#[derive(Debug)]
pub struct OperationCoverage {
    /// The service.
    pub service: String,
    /// The version of the service, if any.
    pub version: Option<String>,
    /// The name.
    pub operation: String,
    /// The access class.
    pub access: Option<Access>,
    /// `typed`, or `opaque` if its parameters are unpublished.
    pub kind: &'static str,
    /// The number of members of input and output, without nested structures.
    pub members: usize,
    /// The number of documented members.
    pub documented: usize,
    /// The number of members with a constraint.
    pub constrained: usize,
    /// The operation that the waiter queries, if there is a waiter.
    pub waiter: Option<String>,
    /// The number of examples, all of which are run through the generated types.
    pub examples: usize,
}

/// Computes the coverage of a Model.
pub fn of(model: &Model) -> Coverage {
    let operations = model
        .services
        .iter()
        .flat_map(|service| service.operations.iter().map(move |found| of_operation(service, found)));
    Coverage { services: model.services.iter().map(of_service).collect(), operations: operations.collect() }
}

fn of_service(service: &Service) -> ServiceCoverage {
    let own = format!("{}:", service.name);
    let opaque = service.operations.iter().filter(|operation| operation.opaque()).count();
    let listed: Vec<&String> = service.authorization.keys().filter(|action| action.starts_with(&own)).collect();
    let needed = |action: &&&String| {
        service.operations.iter().flat_map(|operation| &operation.permissions).any(|found| found.action == ***action)
    };
    let (callable, missing): (Vec<_>, Vec<_>) = listed.iter().partition(needed);
    ServiceCoverage {
        service: service.name.clone(),
        version: service.version.clone(),
        operations: service.operations.len(),
        typed: service.operations.len() - opaque,
        opaque,
        listed: listed.len(),
        callable: callable.len(),
        missing: missing.into_iter().cloned().collect(),
        left_out: service.left_out.clone(),
    }
}

fn of_operation(service: &Service, operation: &Operation) -> OperationCoverage {
    let shapes = std::iter::once(&operation.input).chain(operation.output());
    let members: Vec<&Member> = shapes.flat_map(|shape: &Shape| &shape.members).collect();
    OperationCoverage {
        service: service.name.clone(),
        version: service.version.clone(),
        operation: operation.name.clone(),
        access: operation.access,
        kind: if operation.opaque() { "opaque" } else { "typed" },
        members: members.len(),
        documented: members.iter().filter(|member| !member.doc.is_empty()).count(),
        constrained: members.iter().filter(|member| is_constrained(member)).count(),
        waiter: operation.waiter.as_ref().map(|waiter| waiter.query.clone()),
        examples: operation.examples.len(),
    }
}

fn is_constrained(member: &Member) -> bool {
    member.required
        || member.range.is_some()
        || member.length.is_some()
        || member.max_bytes.is_some()
        || member.chars.is_some()
}

const COLUMNS: usize = 9;
const HEAD: [&str; COLUMNS] =
    ["service", "operation", "access", "kind", "members", "documented", "constrained", "waiter", "examples"];

/// Returns the coverage as a JSON document.
pub fn json(coverage: &Coverage) -> String {
    let services = list(coverage.services.iter().map(service_object));
    tall().put("services", services).put("operations", list(coverage.operations.iter().map(row_object))).document()
}

fn service_object(service: &ServiceCoverage) -> Json {
    let left_out = service.left_out.iter().map(|found| tall().text("name", &found.name).text("why", &found.why));
    tall()
        .put("service", service.service.as_str())
        .put("version", service.version.as_deref())
        .put("operations", service.operations)
        .put("typed", service.typed)
        .put("opaque", service.opaque)
        .put("listed", service.listed)
        .put("callable", service.callable)
        .put("missing", texts(&service.missing))
        .put("left_out", list(left_out))
}

fn row_object(row: &OperationCoverage) -> Json {
    tall()
        .put("service", row.service.as_str())
        .put("version", row.version.as_deref())
        .put("operation", row.operation.as_str())
        .put("access", row.access.map(Access::name))
        .put("kind", row.kind)
        .put("members", row.members)
        .put("documented", row.documented)
        .put("constrained", row.constrained)
        .put("waiter", row.waiter.as_deref())
        .put("examples", row.examples)
}

/// Returns the operations as aligned text, and a line for each service.
pub fn text(coverage: &Coverage) -> String {
    let rows = std::iter::once(HEAD.map(str::to_owned)).chain(coverage.operations.iter().map(cells));
    let rows: Vec<_> = rows.collect();
    let widths: [usize; COLUMNS] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; COLUMNS]| {
        let padded: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let sums = coverage.services.iter().flat_map(sentences).map(|line| format!("{line}\n"));
    rows.iter().map(line).chain(["\n".to_owned()]).chain(sums).collect()
}

/// Returns the coverage in Markdown.
pub fn markdown(coverage: &Coverage) -> String {
    let line = |cells: [String; COLUMNS]| format!("| {} |\n", cells.join(" | "));
    let head = line(HEAD.map(str::to_owned)) + &format!("|{}\n", "---|".repeat(COLUMNS));
    let rows: String = coverage.operations.iter().map(|row| line(cells(row))).collect();
    let sums: String = coverage.services.iter().flat_map(sentences).map(|line| format!("- {line}\n")).collect();
    format!("{head}{rows}\n{sums}")
}

/// Returns a summary of a service, and a line for each operation that is left out.
fn sentences(service: &ServiceCoverage) -> Vec<String> {
    let left_out =
        service.left_out.iter().map(|LeftOut { name, why }| format!("{} leaves out {name}: {why}", service.service));
    std::iter::once(sentence(service)).chain(left_out).collect()
}

fn sentence(service: &ServiceCoverage) -> String {
    let name = named(&service.service, service.version.as_ref());
    let counts =
        format!("{name}: {} operations, {} typed, {} opaque", service.operations, service.typed, service.opaque);
    if service.listed == 0 {
        return counts;
    }
    format!("{counts}; {} of {} actions of the authorization table", service.callable, service.listed)
}

fn named(service: &str, version: Option<&String>) -> String {
    version.map_or(service.to_owned(), |version| format!("{service} {version}"))
}

fn cells(row: &OperationCoverage) -> [String; COLUMNS] {
    let [members, documented, constrained, examples] =
        [row.members, row.documented, row.constrained, row.examples].map(|number| number.to_string());
    [
        named(&row.service, row.version.as_ref()),
        row.operation.clone(),
        row.access.map_or("", Access::name).to_owned(),
        row.kind.to_owned(),
        members,
        documented,
        constrained,
        row.waiter.clone().unwrap_or_default(),
        examples,
    ]
}
