//! Where an operation lives, and how it travels, as a constant. Laid out here, since it reads best in as few lines as there
//! are ways.

use codegen_model::{Host, HttpBinding, Operation, Protocol, Response, Service};

/// The width of a line.
const WIDTH: usize = 120;

/// The constant that says where the operation lives, as a line or more of an `impl`.
pub fn meta(operation: &Operation, service: &Service) -> String {
    let repeatable = if operation.repeatable() { ".repeatable()" } else { "" };
    let name = &operation.name;
    let (one_line, lines) = match &operation.protocol {
        Protocol::Action => {
            let version = service.version.as_deref().unwrap_or_default();
            let one_line = format!("Meta::action({:?}, {version:?}, {name:?}){repeatable}", service.name);
            (one_line, None)
        }
        Protocol::Rest { bindings, root, json } => {
            let repeatable = format!("{}{repeatable}", if *json { ".sends_json()" } else { "" });
            let bindings: Vec<_> = bindings.iter().map(way).collect();
            let answer = answer(&operation.response);
            let listed: String = bindings.iter().map(|way| format!("            {way},\n")).collect();
            let lines = format!(
                "Meta::rest(\n        {name:?},\n        &[\n{listed}        ],\n        {root:?},\n        {answer},\n    ){repeatable}"
            );
            (format!("Meta::rest({name:?}, &[{}], {root:?}, {answer}){repeatable}", bindings.join(", ")), Some(lines))
        }
    };
    let start = "    const META: Meta =";
    match lines {
        _ if start.len() + one_line.len() + 2 <= WIDTH => format!("{start} {one_line};\n"),
        Some(lines) if one_line.len() + 9 > WIDTH => format!("{start} {lines};\n"),
        _ => format!("{start}\n        {one_line};\n"),
    }
}

fn way(way: &HttpBinding) -> String {
    let host = match way.host {
        Host::Cos => "Host::Cos",
        Host::Ci => "Host::Ci",
        Host::Pic => "Host::Pic",
        Host::Region => "Host::CiRegion",
        Host::Account => "Host::CiAccount",
    };
    let requires = way.requires.as_ref().map(|member| format!(".requires({member:?})")).unwrap_or_default();
    format!("HttpBinding::new({:?}, {host}, {:?}){requires}", way.method, way.path)
}

fn answer(answer: &Response) -> String {
    match answer {
        Response::Stream => "Answer::Stream".to_owned(),
        Response::Shape { json: true, .. } | Response::Object => "Answer::Json".to_owned(),
        Response::Shape { shape, root, .. } if root.is_empty() && shape.members.is_empty() => {
            "Answer::Empty".to_owned()
        }
        Response::Shape { root, .. } => format!("Answer::Xml({root:?})"),
    }
}
