use super::uses;
use codegen_model::Model;

fn model() -> Model {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    codegen_model::load(&root, &[]).model.expect("the schemas of the project load")
}

#[test]
fn every_form_of_path_is_resolved() {
    let model = model();
    for (text, expected) in [
        ("fn f() { ims::ImageModeration::new(); }", "ims:ImageModeration"),
        ("fn f() { tencentcloud_image::ims::v2020_07_13::ImageModeration::new(); }", "ims:ImageModeration"),
        ("use tencentcloud_image::ims::ImageModeration; fn f() { ImageModeration::new(); }", "ims:ImageModeration"),
        ("use tencentcloud_image::ims::{self, ImageModeration as M}; fn f() { M::new(); }", "ims:ImageModeration"),
        (
            "use tencentcloud_image::{ims as moderation}; fn f() { moderation::ImageModeration::new(); }",
            "ims:ImageModeration",
        ),
        ("use tencentcloud_image::ci::*; fn f(_: AIEnhanceImage) {}", "ci:AIEnhanceImage"),
        (
            "fn f() { use tencentcloud_image::ci; assert!(ci::editing::AIEnhanceImage::new(\"a\").ok()); }",
            "ci:AIEnhanceImage",
        ),
        ("use tencentcloud_image as tc; type T = Vec<tc::ci::AIEnhanceImage>;", "ci:AIEnhanceImage"),
    ] {
        let found: Vec<_> = uses(&model, text).expect("Rust").into_iter().collect();
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn waiting_uses_the_polled_operation_too() {
    let model = model();
    let found = |text: &str| uses(&model, text).expect("Rust").into_iter().collect::<Vec<_>>();
    let waits = "fn f(c: &Client) { aiart::SubmitMemeJob::new().send_and_wait(c); }";
    assert_eq!(found(waits), ["aiart:QueryMemeJob", "aiart:SubmitMemeJob"]);
    assert_eq!(found("fn f(c: &Client) { aiart::SubmitMemeJob::new().send(c); }"), ["aiart:SubmitMemeJob"]);
}

#[test]
fn other_names_are_ignored() {
    let model = model();
    for text in [
        "fn f() { ImageModeration::new(); }",
        "struct ImageModeration; fn f() { other::ImageModeration; }",
        "// ims::ImageModeration\nfn f() { \"ims::ImageModeration\"; }",
        "fn f(_: ims::ImageModerationOutput) { ims::Suggestion::Block; }",
        "fn f() { ims; ImageModeration; }",
        "fn f<'a>() -> impl Iterator<Item = &'a str> + use<'a> { std::iter::empty() }",
    ] {
        assert_eq!(uses(&model, text).expect("Rust").len(), 0, "{text}");
    }
    assert!(uses(&model, "fn f() {").is_err(), "invalid Rust is an error");
}

#[test]
fn the_depth_of_tokens_is_bounded() {
    let model = model();
    let path = "ims::ImageModeration";
    let nested = |open: &str, close: &str, depth: usize| {
        format!("fn f() {{\n{}{path}{} }}", open.repeat(depth), close.repeat(depth))
    };
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("use a::{", "};"), ("a!{ b: ", "}")] {
        assert_eq!(uses(&model, &nested(open, close, 150)).expect("Rust").len(), 1, "{open}");
        for depth in [300, 10_000, 200_000] {
            let error = uses(&model, &nested(open, close, depth)).expect_err("it nests too deep");
            assert_eq!(error, "line 2: brackets nest deeper than 200 levels", "{open} {depth}");
        }
        assert!(uses(&model, &open.repeat(200_000)).is_err());
    }
    let long = format!("fn f() {{ {} {path}; }}", "a::".repeat(100_000));
    assert_eq!(uses(&model, &long).expect("Rust").len(), 1);
}
