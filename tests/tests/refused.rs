//! Cloud Infinite schemas that are well-formed but invalid.

use tests::snapshot::{Files, write_folder};

const MANIFEST: &str = r#"
[package]
name = "refused"
version = "0.1.0"
description = "Schemas that cannot work."

[[service]]
module = "refused"
schemas = ["refused"]
"#;

/// Returns the messages about an operation with these elements.
fn findings(elements: &str) -> Vec<String> {
    let operation = format!(r#"<operation name="Try">{elements}</operation>"#);
    let files = [("client.toml", MANIFEST.to_owned()), ("refused/try.xml", operation)];
    let folder = tempfile::tempdir().expect("a folder");
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text));
    write_folder(folder.path(), &files.collect::<Files>()).expect("written files");
    codegen_model::load(folder.path(), &[]).findings.into_iter().map(|finding| finding.message).collect()
}

fn binding_findings(first: &str, second: &str) -> Vec<String> {
    findings(&format!(
        r#"<http method="GET" host="cos" {first}/><http method="GET" host="cos" constructor="other" {second}/>
        <request>
          <label name="A" type="String"/><label name="B" type="String"/><query name="q" type="String"/>
        </request>
        <response/>"#
    ))
}

#[test]
fn bindings_that_are_never_chosen_are_errors() {
    let never = "unreachable HTTP binding: an earlier one requires a subset of its members";
    for (first, second, expected) in [
        (r#"path="/{A}/{B}""#, r#"path="/{A}""#, vec![]),
        (r#"path="/{A}""#, r#"path="/{A}/{B}""#, vec![never]),
        (r#"path="/{A}/{B}""#, r#"path="/{B}/{A}""#, vec![never]),
        (r#"path="/{A}/{B}""#, r#"path="/" requires="q""#, vec![]),
        (r#"path="/{A}" requires="q""#, r#"path="/{A}/{B}""#, vec![]),
        (r#"path="/{A}" requires="q""#, r#"path="/{A}/{B}" requires="q""#, vec![never]),
    ] {
        assert_eq!(binding_findings(first, second), expected, "{first} and {second}");
    }
}

#[test]
fn hosts_are_listed_once() {
    let found = |hosts: &str| {
        findings(&format!(
            r#"<http method="GET" host="cos" alternative-hosts="{hosts}" path="/"/><request/><response/>"#
        ))
    };
    assert_eq!(found("ci pic"), [""; 0]);
    assert_eq!(found("ci cos"), ["duplicate host `cos`"]);
    assert_eq!(found("ci ci"), ["duplicate host `ci`"]);
    assert_eq!(found("cdn"), ["unknown value `cdn`"]);
}

#[test]
fn misplaced_text_members_are_errors() {
    let answer = |members: &str| {
        findings(&format!(
            r#"<http method="GET" host="cos" path="/"/><request/><response root="Root">{members}</response>"#
        ))
    };
    let text = r##"<member name="#text" type="String"/>"##;
    assert_eq!(answer(text), [""; 0]);
    assert_eq!(
        answer(&format!(r#"{text}<member name="Other" type="String"/>"#)),
        ["`#text` cannot be combined with other members of the body"]
    );
    assert_eq!(
        answer(&format!(r#"<member name="Note" type="Container" shape="Note">{text}</member>"#)),
        ["`#text` is only allowed in a root element"]
    );
}

/// Returns the messages about an operation that queries itself with this waiter.
fn waiter(attributes: &str) -> Vec<String> {
    findings(&format!(
        r#"<http method="GET" host="ci" path="/"/><waiter {attributes}/>
        <request><query name="id" type="String"/></request>
        <response root="Root">
          <member name="Job" type="Container" shape="Job">
            <doc>A job.</doc><member name="Id" type="String"/><member name="State" type="String"/>
          </member>
        </response>"#
    ))
}

#[test]
fn waiters_with_wrong_references_are_errors() {
    let read = "`Try` is sent repeatedly, but is not marked as repeatable";
    for (attributes, expected) in [
        (r#"query="Try" from="Job.Id" to="id" status="Job.State" done="A" failed="B""#, vec![read]),
        (
            r#"query="Tri" from="Job.Id" to="id" status="Job.State" done="A" failed="B""#,
            vec!["unknown operation `Tri`"],
        ),
        (
            r#"query="Try" from="Job.Id" to="id" status="Job.State" done="" failed="B""#,
            vec![read, "expected at least one `done` and one `failed` state in a waiter"],
        ),
        (
            r#"query="Try" from="Id" to="key" status="Job" code="Job.Code" done="A" failed="B""#,
            vec![
                read,
                "path `Id` does not lead to a scalar in `TryOutput`",
                "path `Job.Code` does not lead to a scalar in `TryOutput`",
                "path `Job` does not lead to a scalar in `TryOutput`",
                "path `key` does not lead to a scalar in `Try`",
            ],
        ),
    ] {
        let mut found = waiter(attributes);
        found.sort();
        assert_eq!(found, expected, "{attributes}");
    }
}
