//! The tables of the runtime's macros `shape!` and `open_enum!`: one line a member, one line a value. Text rather than
//! tokens, because no formatter knows how a table is read.

use super::items::Items;
use super::layout::push;
use codegen_model::{Enum, Format, Length, Location, Member, Operation, Permission, Range, Service, Shape, Type};

/// The table of a structure.
pub fn shape(shape: &Shape, items: &mut Items) {
    let groups = [("one_of", &shape.one_of), ("some_of", &shape.some_of), ("together", &shape.together)];
    let groups = groups.into_iter().flat_map(|(word, groups)| groups.iter().map(move |group| (word, group)));
    items.text(table("shape", &shape.rust_name, |lines| {
        shape.members.iter().for_each(|found| lines.add(|line| member(found, line)));
        groups.for_each(|(word, group)| lines.add(|line| push(line, &[word, " [", &list(group.iter()), "]"])));
    }));
}

/// The table of an enumeration.
pub fn enumeration(found: &Enum, items: &mut Items) {
    let integer = if found.integer { "integer " } else { "" };
    items.text(table("open_enum", &format!("{integer}{}", found.rust_name), |lines| {
        for value in &found.values {
            lines.add(|line| push(line, &[&quoted(&value.value), " => ", &value.rust_name]));
        }
    }));
}

/// The table of what a caller must be allowed to do.
pub fn permissions(operation: &Operation, service: &Service, items: &mut Items) {
    if operation.permissions.is_empty() {
        return;
    }
    let line = |permission: &Permission| {
        let action = &permission.action;
        let Some(grant) = service.authorization.get(action) else { return format!("{action:?} => \"*\"") };
        let ip = grant.ip_restriction.map(|supported| format!(", ip_restriction({supported})"));
        format!("{action:?} => {:?} [access({:?}){}]", grant.resource, grant.access, ip.unwrap_or_default())
    };
    let lines: Vec<_> = operation.permissions.iter().map(line).collect();
    items.text(match &lines[..] {
        [one] => format!("tencentcloud_runtime::permissions!({} {{ {one} }});\n", operation.rust_name),
        all => table("permissions", &operation.rust_name, |lines| {
            all.iter().for_each(|permission| lines.add(|line| line.push_str(permission)));
        }),
    });
}

/// A table: what `add` puts into it, a line each.
fn table(name: &str, head: &str, add: impl FnOnce(&mut Lines)) -> String {
    let mut lines = Lines { text: format!("tencentcloud_runtime::{name}!({head} {{"), is_empty: true };
    add(&mut lines);
    lines.text.push_str(if lines.is_empty { "});\n" } else { "\n});\n" });
    lines.text
}

struct Lines {
    text: String,
    is_empty: bool,
}

impl Lines {
    fn add(&mut self, line: impl FnOnce(&mut String)) {
        self.text.push_str("\n    ");
        line(&mut self.text);
        self.text.push(',');
        self.is_empty = false;
    }
}

fn member(member: &Member, line: &mut String) {
    line.push_str(&quoted(&member.name));
    for name in &member.aliases {
        push(line, &[" | ", &quoted(name)]);
    }
    push(line, &[" => ", &member.rust_name]);
    let traits = traits(member);
    if !traits.is_empty() {
        push(line, &[" [", &traits.join(", "), "]"]);
    }
}

fn traits(member: &Member) -> Vec<String> {
    let location: &[&str] = match member.location {
        Location::Body => &[],
        Location::Label => &["Label"],
        Location::Query => &["Query"],
        Location::Header => &["Header"],
        Location::JsonHeader => &["Header", "Json"],
        Location::JsonQuery => &["Query", "Json"],
    };
    let mut traits: Vec<String> = location.iter().map(|word| (*word).to_owned()).collect();
    // A label is required by being one.
    traits.extend((member.required && member.location != Location::Label).then(|| "Required".to_owned()));
    traits.extend(member.range.map(range));
    traits.extend(member.length.map(length));
    traits.extend(member.chars.as_ref().map(|chars| format!("Chars({chars:?})")));
    traits.extend(member.wrapped.as_ref().map(|item| format!("Wrapped({item:?})")));
    traits.extend(matches!(member.ty, Type::Scalar(_, Format::Binary)).then(|| "File".to_owned()));
    traits.extend(member.sensitive.then(|| "Sensitive".to_owned()));
    traits
}

fn range(range: Range) -> String {
    let end = |value: Option<i64>, open: &str| value.map_or(open.to_owned(), |value| value.to_string());
    format!("Range({}, {})", end(range.min, "i64::MIN"), end(range.max, "i64::MAX"))
}

fn length(length: Length) -> String {
    let max = length.max.map_or("usize::MAX".to_owned(), |max| max.to_string());
    format!("Length({}, {max})", length.min.unwrap_or(0))
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A text as Rust writes it.
fn quoted(text: &str) -> String {
    match text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => ["\"", text, "\""].concat(),
        false => format!("{text:?}"),
    }
}
