//! What there is: every operation and how much of it the schemas say, every service and how much of its authorization
//! table can be called.

use crate::document::{Json, list, tall, texts};
use crate::model::{Access, LeftOut, Member, Model, Operation, Service, Shape};

/// All of it.
#[derive(Debug)]
pub struct Coverage {
    /// The services.
    pub services: Vec<Sum>,
    /// The operations.
    pub operations: Vec<Row>,
}

/// One version of a service.
#[derive(Debug)]
pub struct Sum {
    /// Its name.
    pub service: String,
    /// Its version, where it has one.
    pub version: Option<String>,
    /// How many operations there are.
    pub operations: usize,
    /// How many of them have typed parameters and answers.
    pub typed: usize,
    /// How many take and answer JSON objects.
    pub opaque: usize,
    /// How many actions of its own its authorization table lists.
    pub listed: usize,
    /// How many of those can be called.
    pub callable: usize,
    /// The others.
    pub missing: Vec<String>,
    /// Operations that are left out on purpose, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// One operation.
#[derive(Debug)]
pub struct Row {
    /// Its service.
    pub service: String,
    /// The service's version, where it has one.
    pub version: Option<String>,
    /// Its name.
    pub operation: String,
    /// Whether it reads or writes.
    pub access: Option<Access>,
    /// `typed`, or `opaque` where nobody has published its parameters.
    pub kind: &'static str,
    /// How many members its input and its output have: those of its own, not of structures in them.
    pub members: usize,
    /// How many of them are documented.
    pub documented: usize,
    /// How many have a constraint.
    pub constrained: usize,
    /// The operation that is asked for the result, where there is one to wait for.
    pub waiter: Option<String>,
    /// How many samples are run through the generated types.
    pub examples: usize,
}

/// Counts.
pub fn of(model: &Model) -> Coverage {
    let operations =
        model.services.iter().flat_map(|service| service.operations.iter().map(move |found| row(service, found)));
    Coverage { services: model.services.iter().map(sum).collect(), operations: operations.collect() }
}

fn sum(service: &Service) -> Sum {
    let own = format!("{}:", service.name);
    let opaque = service.operations.iter().filter(|operation| operation.opaque()).count();
    let listed: Vec<&String> = service.authorization.keys().filter(|action| action.starts_with(&own)).collect();
    let needed = |action: &&&String| {
        service.operations.iter().flat_map(|operation| &operation.permissions).any(|found| found.action == ***action)
    };
    let (callable, missing): (Vec<_>, Vec<_>) = listed.iter().partition(needed);
    Sum {
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

fn row(service: &Service, operation: &Operation) -> Row {
    let shapes = std::iter::once(&operation.input).chain(operation.output());
    let members: Vec<&Member> = shapes.flat_map(|shape: &Shape| &shape.members).collect();
    Row {
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
    member.required || member.range.is_some() || member.length.is_some() || member.chars.is_some()
}

const COLUMNS: usize = 9;
const HEAD: [&str; COLUMNS] =
    ["service", "operation", "access", "kind", "members", "documented", "constrained", "waiter", "examples"];

/// Returns the coverage as a JSON document.
pub fn json(coverage: &Coverage) -> String {
    let services = list(coverage.services.iter().map(service_object));
    tall().put("services", services).put("operations", list(coverage.operations.iter().map(row_object))).document()
}

fn service_object(sum: &Sum) -> Json {
    let left_out = sum.left_out.iter().map(|found| tall().text("name", &found.name).text("why", &found.why));
    tall()
        .put("service", sum.service.as_str())
        .put("version", sum.version.as_deref())
        .put("operations", sum.operations)
        .put("typed", sum.typed)
        .put("opaque", sum.opaque)
        .put("listed", sum.listed)
        .put("callable", sum.callable)
        .put("missing", texts(&sum.missing))
        .put("left_out", list(left_out))
}

fn row_object(row: &Row) -> Json {
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

/// The operations as aligned text, and a line for each service.
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

/// The same in Markdown.
pub fn markdown(coverage: &Coverage) -> String {
    let line = |cells: [String; COLUMNS]| format!("| {} |\n", cells.join(" | "));
    let head = line(HEAD.map(str::to_owned)) + &format!("|{}\n", "---|".repeat(COLUMNS));
    let rows: String = coverage.operations.iter().map(|row| line(cells(row))).collect();
    let sums: String = coverage.services.iter().flat_map(sentences).map(|line| format!("- {line}\n")).collect();
    format!("{head}{rows}\n{sums}")
}

/// What there is of a service, and what is left out.
fn sentences(sum: &Sum) -> Vec<String> {
    let left_out = sum.left_out.iter().map(|LeftOut { name, why }| format!("{} leaves out {name}: {why}", sum.service));
    std::iter::once(sentence(sum)).chain(left_out).collect()
}

fn sentence(sum: &Sum) -> String {
    let name = named(&sum.service, sum.version.as_ref());
    let counts = format!("{name}: {} operations, {} typed, {} opaque", sum.operations, sum.typed, sum.opaque);
    if sum.listed == 0 {
        return counts;
    }
    format!("{counts}; {} of {} actions of the authorization table", sum.callable, sum.listed)
}

fn named(service: &str, version: Option<&String>) -> String {
    version.map_or(service.to_owned(), |version| format!("{service} {version}"))
}

fn cells(row: &Row) -> [String; COLUMNS] {
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
