use super::*;
use crate::diagnostic::Code;

/// Returns the canonical form, and the code and position of each finding.
fn formatted(path: &str, text: &str) -> (Option<String>, Vec<(Code, String)>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(path, text);
    let formatted = format(&sources, file, &mut diagnostics);
    let findings = diagnostics.finish(&sources);
    let position = |finding: &crate::diagnostic::Diagnostic| sources.position(finding.span).to_string();
    (formatted, findings.iter().map(|finding| (finding.code, position(finding))).collect())
}

/// Asserts the canonical form of a text, and that formatting it again changes nothing.
fn assert_form(path: &str, text: &str, expected: &str) {
    for text in [text, expected] {
        assert_eq!(formatted(path, text), (Some(expected.to_owned()), Vec::new()), "{text}");
    }
}

/// Asserts the canonical form of the content of a root element.
fn assert_xml(inner: &str, expected: &str) {
    assert_form("a.xml", &format!("<types>{inner}</types>"), &format!("<types>\n{expected}\n</types>\n"));
}

#[test]
fn indents_elements() {
    assert_xml(
        "<enum  name = 'A'><doc>B.</doc><value/></enum >",
        "  <enum name=\"A\">\n    <doc>B.</doc>\n    <value/>\n  </enum>",
    );
    assert_xml("\r\n\t<enum\n name=\"A\"\r\n></enum>\r", "  <enum name=\"A\"/>");
    assert_form("a.xml", "<rules>\n</rules>", "<rules/>\n");
}

#[test]
fn sorts_attributes_by_the_vocabulary() {
    assert_xml(
        "<member x=\"1\" wrapped='a\"b' type=\"T\n\" a=\"2\" name=\"N\"/>",
        "  <member name=\"N\" type=\"T \" wrapped=\"a&quot;b\" x=\"1\" a=\"2\"/>",
    );
    assert_xml("<other b=\"'\" a=\"&gt;\"/>", "  <other b=\"'\" a=\"&gt;\"/>");
}

#[test]
fn puts_attributes_for_tools_on_the_first_line_of_a_root() {
    let head = "<?xml version='1.0'  encoding=\"UTF-8\"?>\n<!-- Why. -->\n";
    let source =
        format!("{head}<operation access=\"read\" xsi:a=\"b\" xmlns:xsi=\"c\" name=\"N\"/>\n\n\n<!-- End. -->");
    let expected =
        format!("{head}<operation xmlns:xsi=\"c\" xsi:a=\"b\"\n    name=\"N\" access=\"read\"/>\n\n<!-- End. -->\n");
    assert_form("a.xml", &source, &expected);
    assert_form("a.xml", "<operation access=\"read\" name=\"N\"/>", "<operation name=\"N\" access=\"read\"/>\n");
    assert_form("a.xml", "<types xmlns:xsi='c'><!--a--></types>", "<types xmlns:xsi=\"c\"> <!--a-->\n</types>\n");
}

#[test]
fn keeps_a_text_of_one_line_between_its_tags() {
    let long = "word ".repeat(100);
    assert_xml(&format!("<doc>\n\n  {long}&amp; \n</doc>"), &format!("  <doc>{long}&amp;</doc>"));
    assert_xml("<doc>\n \n</doc>", "  <doc/>");
}

#[test]
fn keeps_the_lines_of_a_longer_text() {
    assert_xml("<doc>One  two.\n\n\n       three\t\n</doc>", "  <doc>\n    One  two.\n\n\n    three\n  </doc>");
    assert_xml("<member>A.<member/>\n\n</member>", "  <member>\n    A.\n    <member/>\n  </member>");
}

#[test]
fn keeps_text_in_which_white_space_could_matter() {
    for kept in [
        "<sent>  GET /\n   a: b  </sent>",
        "<answered status=\"200\"> <![CDATA[<A>\n  </A>]]>\n</answered>",
        "<answered> </answered>",
        "<doc>a <![CDATA[ b\n  c ]]></doc>",
        "<doc>a <!-- b -->  c</doc>",
        "<member>a<member/>  b</member>",
        "<doc><![CDATA[ a\n   b ]]></doc>",
    ] {
        assert_xml(&format!("\n{kept}"), &format!("  {kept}"));
    }
    assert_xml("<doc>\n<![CDATA[ a ]]>\n</doc><sent></sent>", "  <doc><![CDATA[ a ]]></doc>\n  <sent/>");
}

#[test]
fn keeps_comments_in_place() {
    assert_xml(
        "\n      <!-- One\n             two\n\n           three -->\n<value/>",
        "  <!-- One\n         two\n\n       three -->\n  <value/>",
    );
    assert_xml("\n<!--\n\n a\n   b\n-->\n", "  <!--\n\n   a\n     b\n  -->");
    assert_xml("\n<value/>   <!-- a -->  <value/>\n", "  <value/> <!-- a -->\n  <value/>");
    assert_xml("\n<doc>A. <!-- b -->\n</doc>", "  <doc>\n    A. <!-- b -->\n  </doc>");
}

#[test]
fn keeps_blank_lines_at_the_top_level() {
    let source = "\n\n\n<!-- a -->\n\n \n<enum>\n\n<value/>\n\n<value/></enum>\n<enum/>\n\n";
    assert_xml(source, "\n  <!-- a -->\n\n  <enum>\n    <value/>\n    <value/>\n  </enum>\n  <enum/>");
}

#[test]
fn prints_one_json_key_or_item_on_each_line() {
    let source = "\u{feff}{\"b\":[ ],\"a\\/\\u00e9\" : {\r\n}, \"n\": [1.50E+3, -0]}";
    let expected = "{\n  \"b\": [],\n  \"a\\/\\u00e9\": {},\n  \"n\": [\n    1.50E+3,\n    -0\n  ]\n}\n";
    assert_form("a/b.overlay.json", source, expected);
    assert_form("a.overlay.json", "null", "null\n");
}

#[test]
fn prints_one_row_of_a_table_on_each_line() {
    let row = format!("{{ \"a\": \"{}\", \"b\": [1, {{}}], \"c\": {{ \"d\": [] }} }}", "x".repeat(200));
    let source = format!("{{\"p\":{{\"q\":1}},\"actions\":[{}, {row}]}}", row.replace(' ', "\n"));
    let expected = format!("{{\n  \"p\": {{\n    \"q\": 1\n  }},\n  \"actions\": [\n    {row},\n    {row}\n  ]\n}}\n");
    assert_form("ims/authorization.json", &source, &expected);
}

#[test]
fn ignores_other_files() {
    for (path, text) in [
        ("a.json", "{ \"name\":1 }"),
        ("a.json", "{ \"$schema\": \"https://example.com/other.schema.json\" }"),
        ("a.json", "{ \"$schema\": 1 }"),
        ("a.json", "[ \"descriptor.schema.json\" ]"),
        ("overlay.schema.json", "{ broken"),
        ("a.xml", "<project ><a/></project>"),
        ("client.toml", "a=1"),
    ] {
        assert_eq!(formatted(path, text), (None, Vec::new()), "{path}: {text}");
    }
    assert_form(
        "a.json",
        "{\"$schema\": \"../descriptor.schema.json\"}",
        "{\n  \"$schema\": \"../descriptor.schema.json\"\n}\n",
    );
}

#[test]
fn reports_syntax_errors() {
    for (path, text, code, position) in [
        ("a.overlay.json", "{\n  \"a\": 1,\n}", Code::JSON_SYNTAX, "a.overlay.json:2:9"),
        ("a.json", "", Code::JSON_SYNTAX, "a.json:1:1"),
        ("a.xml", "<types>\n<a></types>", Code::XML_SYNTAX, "a.xml:2:2"),
        ("a.xml", &"<a>".repeat(100), Code::NESTING_TOO_DEEP, "a.xml:1:193"),
    ] {
        assert_eq!(formatted(path, text), (None, vec![(code, position.to_owned())]), "{path}: {text}");
    }
}

#[test]
fn keeps_duplicate_keys() {
    assert_form("a.overlay.json", "{\"a\":1,\"a\":2}", "{\n  \"a\": 1,\n  \"a\": 2\n}\n");
}
