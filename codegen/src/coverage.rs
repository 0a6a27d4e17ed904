//! The table of what there is: every operation, and how much of it the schemas say.

use serde::Serialize;

use crate::model::{Access, Model, Operation, Shape};

/// One operation.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its service.
    pub service: String,
    /// The service's version, where it has one.
    pub version: Option<String>,
    /// Its name.
    pub operation: String,
    /// Whether it reads or writes.
    pub access: Option<Access>,
    /// How many members its input, its output and the structures in them have: those of its own, not of shared ones.
    pub members: usize,
    /// How many of them are documented.
    pub documented: usize,
    /// How many have a constraint.
    pub constrained: usize,
    /// How many samples are run through the generated types.
    pub examples: usize,
}

/// A row for each operation.
pub fn rows(model: &Model) -> Vec<Row> {
    let operations = model.services.iter().flat_map(|service| service.operations.iter().map(move |o| (service, o)));
    let row = |(service, operation): (&crate::model::Service, &Operation)| {
        let shapes: Vec<&Shape> = std::iter::once(&operation.input).chain(operation.output()).collect();
        let members: Vec<_> = shapes.iter().flat_map(|shape| &shape.members).collect();
        let constrained = |member: &&&crate::model::Member| {
            member.required || member.range.is_some() || member.length.is_some() || member.chars.is_some()
        };
        Row {
            service: service.name.clone(),
            version: service.version.clone(),
            operation: operation.name.clone(),
            access: operation.access,
            members: members.len(),
            documented: members.iter().filter(|member| !member.doc.is_empty()).count(),
            constrained: members.iter().filter(constrained).count(),
            examples: operation.examples.len(),
        }
    };
    operations.map(row).collect()
}

/// The rows as aligned text.
pub fn text(rows: &[Row]) -> String {
    let cells = rows.iter().map(cells);
    let table: Vec<[String; 7]> = std::iter::once(HEAD.map(str::to_owned)).chain(cells).collect();
    let widths =
        [0, 1, 2, 3, 4, 5, 6].map(|column| table.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; 7]| {
        let padded: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    table.iter().map(line).collect()
}

/// The rows as a Markdown table.
pub fn markdown(rows: &[Row]) -> String {
    let line = |cells: [String; 7]| format!("| {} |\n", cells.join(" | "));
    let head = line(HEAD.map(str::to_owned)) + "|---|---|---|---|---|---|---|\n";
    head + &rows.iter().map(|row| line(cells(row))).collect::<String>()
}

const HEAD: [&str; 7] = ["service", "operation", "access", "members", "documented", "constrained", "examples"];

fn cells(row: &Row) -> [String; 7] {
    let version = row.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let access = match row.access {
        Some(Access::Read) => "read",
        Some(Access::Write) => "write",
        Some(Access::Other) => "other",
        None => "",
    };
    let numbers = [row.members, row.documented, row.constrained, row.examples].map(|number| number.to_string());
    let [members, documented, constrained, examples] = numbers;
    [
        format!("{}{version}", row.service),
        row.operation.clone(),
        access.to_owned(),
        members,
        documented,
        constrained,
        examples,
    ]
}
