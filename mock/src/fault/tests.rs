use std::time::Duration;

use super::plans::{FaultPlans, PlannedFault};
use super::read::{KEYS, KINDS, read};
use super::{FAULT_FORMAT, Fault, FaultKind};
use crate::testing::index;

#[test]
fn a_fault_occurs_as_often_as_planned() {
    let (plans, index) = (FaultPlans::default(), index());
    plans.add(index, vec![Fault::throttle().on("ims:ImageModeration").times(2)]).expect("an operation");
    plans.add(index, vec![Fault::reset()]).expect("any operation");
    assert_eq!(plans.take("ci:AIEnhanceImage", false), Some(FaultKind::Reset));
    let taken: Vec<_> = (0..3).map(|_| plans.take("ims:ImageModeration", false)).collect();
    assert_eq!(taken, [Some(FaultKind::Throttle), Some(FaultKind::Throttle), None]);
    assert!(plans.all().iter().all(PlannedFault::is_used_up));
    plans.clear();
    assert_eq!(plans.all(), []);
}

#[test]
fn the_service_is_optional_and_unknown_operations_are_errors() {
    let (plans, index) = (FaultPlans::default(), index());
    plans.add(index, vec![Fault::stall().on("ImageModeration")]).expect("an operation");
    assert_eq!(plans.take("ims:ImageModeration", false), Some(FaultKind::Stall));
    let error = plans.add(index, vec![Fault::stall().on("ims:ImageModerator")]).expect_err("no operation");
    assert!(error.to_string().contains("did you mean \"ims:ImageModeration\"?"), "{error}");
}

#[test]
fn faults_of_jobs_apply_to_submissions_only() {
    let (plans, index) = (FaultPlans::default(), index());
    plans.add(index, vec![Fault::job()]).expect("any operation");
    assert_eq!(plans.take("ims:ImageModeration", false), None);
    assert!(matches!(plans.take("any:Submission", true), Some(FaultKind::Job { .. })));
}

#[test]
fn plans_are_bounded() {
    let (plans, index) = (FaultPlans::default(), index());
    (0..5_000).for_each(|_| drop(plans.add(index, vec![Fault::reset()])));
    assert!(plans.all().len() <= 1_000);
}

#[test]
fn plans_are_parsed() {
    let read = |text: &str| read(text.as_bytes());
    assert_eq!(read(r#"{"kind":"throttle"}"#), Ok(vec![Fault::throttle()]));
    let both = r#"[{"operation":"X","times":3,"kind":"status","status":502},{"kind":"delay","delay_ms":50}]"#;
    let plans = vec![Fault::status(502).on("X").times(3), Fault::delay(Duration::from_millis(50))];
    assert_eq!(read(both), Ok(plans));
    let error = r#"{"kind":"error","code":"FailedOperation","message":"no"}"#;
    assert_eq!(read(error), Ok(vec![Fault::error("").with_message("FailedOperation", "no")]));
    for kind in &KINDS {
        let text = format!(r#"{{"kind":"{kind}","status":500,"delay_ms":1}}"#);
        assert_eq!(read(&text).expect("a plan")[0].kind.name(), *kind);
    }
}

#[test]
fn invalid_plans_are_explained() {
    for (text, problem) in [
        ("{", "invalid JSON"),
        ("1", "JSON object"),
        ("{}", "missing key `kind`"),
        (r#"{"kind":"thottle"}"#, "did you mean \"throttle\"?"),
        (r#"{"kind":"stall","time":1}"#, "did you mean \"times\"?"),
        (r#"{"kind":"status"}"#, "missing key `status`"),
        (r#"{"kind":"status","status":99}"#, "200 to 599"),
        (r#"{"kind":"delay"}"#, "delay_ms"),
        (r#"{"kind":"delay","delay_ms":600001}"#, "at most 600000"),
        (r#"{"kind":"stall","times":-1}"#, "`times`"),
        (r#"{"kind":"stall","operation":1}"#, "`operation`"),
    ] {
        let error = read(text.as_bytes()).expect_err(text);
        assert!(error.contains(problem), "{text}: {error}");
    }
}

#[test]
fn the_documented_format_has_every_key_and_kind_and_a_valid_example() {
    let page = include_str!("../../../docs/use/testing.md");
    for name in KEYS.iter().chain(&KINDS) {
        assert!(FAULT_FORMAT.contains(name) && page.contains(&format!("`{name}`")), "{name}");
    }
    for text in [FAULT_FORMAT, page] {
        let example = text.split("--data").nth(1).and_then(|rest| rest.split('\'').nth(1)).expect("an example");
        let planned = Fault::error("").with_message("InternalError", "planned fault");
        assert_eq!(read(example.as_bytes()), Ok(vec![planned.on("ims:ImageModeration").times(2)]));
    }
}
