//! Writes the types of a service with serde derive, as handwritten code would declare them: for comparison only.

use codegen_model::{Enum, EnumValue, Format, Member, Scalar, Service, Shape, Type, rust_names};

/// Returns the module of a service.
pub fn module(service: &Service) -> String {
    let mut text = "use serde::{Deserialize, Serialize};\n\n".to_owned();
    for shape in service.all_shapes() {
        text.push_str(&structure(shape, service));
    }
    for found in service.enums.values() {
        text.push_str(&enumeration(found));
    }
    for operation in &service.operations {
        let name = &operation.rust_name;
        let snake = rust_names::field(&operation.name);
        let output = operation.output().map_or(name, |shape| &shape.rust_name);
        text.push_str(&format!(
            "pub fn write_{snake}(input: &{name}) -> Result<Vec<u8>, serde_json::Error> {{ serde_json::to_vec(input) }}\n\
             pub fn read_{snake}(body: &[u8]) -> Result<{name}, serde_json::Error> {{ serde_json::from_slice(body) }}\n\
             pub fn write_{snake}_output(output: &{output}) -> Result<Vec<u8>, serde_json::Error> {{ serde_json::to_vec(output) }}\n\
             pub fn read_{snake}_output(body: &[u8]) -> Result<{output}, serde_json::Error> {{ serde_json::from_slice(body) }}\n",
        ));
    }
    text
}

fn structure(shape: &Shape, service: &Service) -> String {
    let name = &shape.rust_name;
    let fields: String = shape.members.iter().map(|member| field(member, service)).collect();
    let setters: String =
        shape.members.iter().filter(|_| shape.in_input).map(|member| setter(member, service)).collect();
    format!(
        "#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]\n#[serde(default)]\n#[non_exhaustive]\n\
         pub struct {name} {{\n{fields}}}\n\nimpl {name} {{\n{setters}}}\n\n"
    )
}

fn field(member: &Member, service: &Service) -> String {
    format!(
        "    #[serde(rename = {:?}, skip_serializing_if = \"Option::is_none\")]\n    pub {}: Option<{}>,\n",
        member.name,
        member.rust_name,
        ty(member, service)
    )
}

fn setter(member: &Member, service: &Service) -> String {
    format!(
        "    pub fn set_{0}(mut self, value: impl Into<{1}>) -> Self {{ self.{0} = Some(value.into()); self }}\n",
        member.rust_name,
        ty(member, service)
    )
}

fn ty(member: &Member, service: &Service) -> String {
    let item = match &member.ty {
        Type::Scalar(Scalar::String, Format::Base64) => "Vec<u8>".to_owned(),
        Type::Scalar(Scalar::String, _) => "String".to_owned(),
        Type::Scalar(Scalar::Integer, Format::Uint64) => "u64".to_owned(),
        Type::Scalar(Scalar::Integer, _) => "i64".to_owned(),
        Type::Scalar(Scalar::Float, _) => "f64".to_owned(),
        Type::Scalar(Scalar::Boolean, _) => "bool".to_owned(),
        Type::Enum(name) => service.enums.get(name).map_or(name.clone(), |found| found.rust_name.clone()),
        Type::Shape(name) => service.shapes.get(name).map_or(name.clone(), |shape| shape.rust_name.clone()),
        Type::Object => "serde_json::Map<String, serde_json::Value>".to_owned(),
    };
    if member.map {
        return format!("std::collections::BTreeMap<String, {item}>");
    }
    match (member.list, member.boxed) {
        (true, _) => format!("Vec<{item}>"),
        (false, true) => format!("Box<{item}>"),
        (false, false) => item,
    }
}

fn enumeration(found: &Enum) -> String {
    let value = |value: &EnumValue| format!("    #[serde(rename = {:?})]\n    {},\n", value.value, value.rust_name);
    let values: String = found.values.iter().map(value).collect();
    format!(
        "#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]\n#[non_exhaustive]\n\
         pub enum {} {{\n{values}    #[serde(untagged)]\n    UnknownValue(String),\n}}\n\n",
        found.rust_name
    )
}
