//! Builders of processing rules: they write the forms of the schema, and parsing restores what was written.

use std::collections::BTreeSet;

use codegen_model::{Model, RuleKind, RulePart, RuleType};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use tencentcloud_image::ci::{self, Gravity, ImageFormat, ImageMogr2, ImageView2, TextWatermark};
use tencentcloud_image::registry;
use tencentcloud_image::runtime::Operation;
use tencentcloud_image::runtime::replay::{Recorded, RuleEntry};
use tencentcloud_image::runtime::request::prepare;
use tencentcloud_image::{ErrorKind, Rule};

use crate::support::model;

/// Returns the kinds of rules in the schemas, each with its builder.
fn kinds(model: &Model) -> Vec<(&RuleKind, RuleEntry)> {
    let entry = |kind: &RuleKind| registry::rules().into_iter().find(|entry| entry.name == kind.rust_name);
    let kinds = model.services.iter().flat_map(|service| &service.rules);
    kinds.map(|kind| (kind, entry(kind).unwrap_or_else(|| panic!("{} has no builder", kind.name)))).collect()
}

#[test]
fn every_example_is_parsed_and_written_unchanged() {
    let model = model();
    let kinds = kinds(model);
    assert!(kinds.len() > 5, "only {} kinds of rules", kinds.len());
    for (kind, entry) in kinds {
        assert!(!kind.examples.is_empty(), "{} has no example", kind.name);
        for example in &kind.examples {
            let rule = entry.reread(&example.rule).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((rule.as_str(), rule.problems()), (example.rule.as_str(), &[][..]), "{}", kind.name);
        }
    }
}

/// Texts in URL-safe Base64: `mine`, `© me`, `???`, `>>>`, `#FFFFFF`, `雨`.
const ENCODED: [&str; 6] = ["bWluZQ", "wqkgbWU", "Pz8_", "Pj4-", "I0ZGRkZGRg", "6Zuo"];

/// Returns values that the schema allows, as they are sent.
fn value(ty: &RuleType) -> BoxedStrategy<String> {
    match ty {
        RuleType::Integer(range) => {
            let (min, max) = (range.min.unwrap_or(i64::MIN), range.max.unwrap_or(i64::MAX));
            (min..=max).prop_map(|number| number.to_string()).boxed()
        }
        RuleType::Float(range) => {
            let (min, max) = (range.min.unwrap_or(-1000) as f64, range.max.unwrap_or(1000) as f64);
            (min..=max).prop_map(|number| number.to_string()).boxed()
        }
        RuleType::Flag => proptest::sample::select(&["0", "1"][..]).prop_map(str::to_owned).boxed(),
        RuleType::Word | RuleType::Enum(_) => "[a-z][a-z0-9_.-]{0,9}".boxed(),
        RuleType::Base64(_) => proptest::sample::select(&ENCODED[..]).prop_map(str::to_owned).boxed(),
    }
}

fn written_part(part: &RulePart) -> BoxedStrategy<String> {
    let values: Vec<_> = part.params.iter().map(|param| value(&param.ty)).collect();
    let form = part.form.clone();
    let fill = move |values: Vec<String>| {
        let mut pieces = form.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal));
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.zip(values).fold(first, |text, (literal, value)| text + &value + literal)
    };
    values.prop_map(fill).boxed()
}

/// Returns rules of a kind: the head and some parts with different keywords.
fn rules(kind: &RuleKind) -> BoxedStrategy<String> {
    let parts: Vec<_> = kind.parts.iter().map(|part| (keyword(part), written_part(part))).collect();
    let max_parts = parts.len().min(6);
    let chosen = proptest::sample::subsequence(parts, 0..=max_parts).prop_flat_map(|parts| {
        let mut seen = BTreeSet::new();
        parts
            .into_iter()
            .filter(move |(keyword, _)| seen.insert(keyword.clone()))
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
    });
    (written_part(&kind.head), chosen).prop_map(|(head, parts)| [vec![head], parts].concat().join("/")).boxed()
}

fn keyword(part: &RulePart) -> String {
    part.form.split('/').next().unwrap_or_default().to_owned()
}

#[test]
fn every_valid_rule_is_parsed_and_written_unchanged() {
    let model = model();
    for (kind, entry) in kinds(model) {
        let mut runner = TestRunner::deterministic();
        let result = runner.run(&rules(kind), |text| {
            let rule = entry.reread(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!((rule.as_str(), rule.problems()), (text.as_str(), &[][..]));
            Ok(())
        });
        result.unwrap_or_else(|error| panic!("{}: {error}", kind.name));
    }
}

const HEADS: [&str; 4] = ["imageMogr2/", "watermark/2/text/", "imageView2/1/", ""];

#[test]
fn no_text_makes_a_parser_panic() {
    let mut runner = TestRunner::deterministic();
    let texts = (proptest::sample::select(&HEADS[..]), any::<String>());
    let result = runner.run(&texts, |(head, text)| {
        for entry in registry::rules() {
            if let Ok(rule) = entry.reread(&format!("{head}{text}")) {
                prop_assert!(entry.reread(rule.as_str()).is_ok());
            }
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    let long = format!("imageMogr2/{}", "strip/".repeat(100_000));
    assert!(registry::rules().iter().all(|entry| entry.reread(&long).is_err() || entry.name == "ImageMogr2"));
}

#[test]
fn builders_write_rules() {
    let mogr = ImageMogr2::new().thumbnail_fit(300, 200).gravity(Gravity::Center).format(ImageFormat::Webp).strip();
    assert_eq!(mogr.to_string(), "imageMogr2/thumbnail/300x200/gravity/center/format/webp/strip");
    assert_eq!(mogr.to_string().parse(), Ok(mogr.clone()));
    let text = TextWatermark::new("© me?").dissolve(50);
    assert_eq!(text.to_string(), "watermark/2/text/wqkgbWU_/dissolve/50");
    assert_eq!(text.to_string().parse(), Ok(text.clone()));
    assert_eq!(ImageView2::new(2).width(400).to_string(), "imageView2/2/w/400");
    let pipeline = mogr.then(text).then("style/small");
    let expected = "imageMogr2/thumbnail/300x200/gravity/center/format/webp/strip|watermark/2/text/wqkgbWU_/dissolve/50|style/small";
    assert_eq!(pipeline.as_str(), expected);
}

#[test]
fn invalid_arguments_are_rejected_before_sending() {
    let problems = |rule: Rule| rule.problems().iter().map(ToString::to_string).collect::<Vec<_>>();
    for (rule, expected) in [
        (Rule::from(ImageMogr2::new().rotate(361)), "`ImageMogr2.rotate.degrees` must be 0 to 360, found 361"),
        (
            ImageMogr2::new().thumbnail_width(10).thumbnail_height(10).into(),
            "`ImageMogr2.thumbnail_height` must not follow another `thumbnail`",
        ),
        (
            ImageMogr2::new().format("we|bp").into(),
            "`ImageMogr2.format.format` must be a word of letters, digits, `-`, `_`, `.` and `!`",
        ),
        (
            ImageMogr2::new().thumbnail_percent(0).into(),
            "`ImageMogr2.thumbnail_percent.percent` must be at least 1, found 0",
        ),
        (TextWatermark::new("").into(), "`TextWatermark.new.text` must not be empty"),
    ] {
        assert_eq!(problems(rule), [expected]);
    }
    let download = ci::DownloadImage::new("cat.jpg", ImageMogr2::new().rotate(361));
    let error = prepare(download).expect_err("an invalid rule");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(
        error.violations()[0].to_string(),
        "`rule` (`Rule`) is not valid: `ImageMogr2.rotate.degrees` must be 0 to 360, found 361"
    );
}

#[test]
fn a_rule_is_sent_as_a_query_key_without_a_value() {
    let parts =
        prepare(ci::DownloadImage::new("a/cat 1.jpg", ImageMogr2::new().thumbnail_percent(50))).expect("a request");
    assert_eq!(parts.target(), "/a/cat%201.jpg?imageMogr2%2Fthumbnail%2F%2150p");
    assert_eq!(parts.query, [("imageMogr2/thumbnail/!50p".to_owned(), String::new())]);
    assert_eq!(prepare(ci::DownloadImage::original("cat.jpg")).expect("a request").target(), "/cat.jpg");
    assert!(prepare(ci::DownloadImage::new("cat.jpg", "")).is_err(), "an empty rule is invalid");
}

/// Returns how an operation is sent as a rule of a download, and as itself.
fn as_rule_and_as_itself<O: Operation + Into<Rule>>(rule: O, itself: O) -> (String, String) {
    let download = prepare(ci::DownloadImage::new("cat.jpg", rule)).expect("a download");
    (download.target(), prepare(itself).expect("an operation").target())
}

#[test]
fn an_operation_as_a_rule_of_a_download_is_sent_like_the_operation() {
    macro_rules! check {
        ($($operation:ident $(.$setter:ident($value:expr))*;)*) => {{$(
            let (rule, itself) = (ci::$operation::rule(), ci::$operation::new("cat.jpg"));
            let (rule, itself) = as_rule_and_as_itself(rule$(.$setter($value))*, itself$(.$setter($value))*);
            assert_eq!(rule, itself, stringify!($operation));
        )*
            BTreeSet::from([$(stringify!($operation)),*])
        }};
    }
    let checked = check! {
        AIEnhanceImage.denoise(3).sharpen(2).detect_url("https://example.com/a b.jpg?c=d&e=%25|");
        AIImageColoring;
        AIImageCrop.width(100).height(80);
        AIPicMatting;
        AIPortraitMatting;
        AISuperResolution;
        GoodsMatting;
        ImageRepair.mask_image("aHR0cHM6Ly9leGFtcGxlLmNvbS9tYXNrLnBuZw==");
    };
    let model = model();
    let operations = model.services.iter().flat_map(|service| &service.operations);
    assert_eq!(checked, operations.filter(|operation| operation.rule).map(|it| it.rust_name.as_str()).collect());
    let text = prepare(ci::DownloadImage::new("cat.jpg", "ci-process=AIEnhanceImage&denoise=3")).expect("a download");
    assert_eq!(text.target(), "/cat.jpg?ci-process=AIEnhanceImage&denoise=3");
}

#[test]
fn a_recorded_download_with_an_operation_as_its_rule_is_read() {
    let entry = registry::entries().into_iter().find(|entry| entry.meta.name == "DownloadImage").expect("an entry");
    let query = [("ci-process", "AIEnhanceImage"), ("denoise", "3"), ("detect-url", "a b&c=d"), ("versionId", "v")];
    let query = query.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
    let recorded = Recorded { method: "GET", path: "/cat.jpg", query: query.clone(), headers: Vec::new(), body: b"" };
    assert_eq!(entry.resend(&recorded).expect("a request").query, query);
}

#[test]
fn texts_that_no_request_can_carry_as_a_rule_are_refused() {
    for (rule, problem) in [
        ("?imageMogr2/format/webp", "`?imageMogr2/format/webp` must not start with `?`: remove it"),
        ("?ci-process=AIEnhanceImage", "`?ci-process=AIEnhanceImage` must not start with `?`: remove it"),
        ("style/small|&imageInfo", "`&imageInfo` must not start with `&`: remove it"),
    ] {
        let message = format!("is not valid: {problem}");
        let error = prepare(ci::DownloadImage::new("cat.jpg", rule)).expect_err(rule);
        assert_eq!(error.violations()[0].to_string(), format!("`rule` (`Rule`) {message}"));
        let header = ci::PicOperations::new().rules([ci::PicRule::new().file_id("a.png").rule(rule)]);
        let error = prepare(ci::ProcessImage::new("cat.jpg").pic_operations(header)).expect_err(rule);
        assert!(error.to_string().contains(&message), "{error}");
    }
    let joined = ImageMogr2::new().format("webp").then(ci::AIEnhanceImage::rule());
    for (rule, problem) in [
        (Rule::from("imageInfo&exif"), "`Rule` must not contain `&`; separate rules with `|`"),
        (joined, "`Rule` must not join an operation with other rules; call it on its own"),
    ] {
        let error = prepare(ci::DownloadImage::new("cat.jpg", rule)).expect_err(problem);
        assert!(error.to_string().contains(problem), "{error}");
    }
}
