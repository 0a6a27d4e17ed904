//! Recognizes waiters: pairs of a submission and the operation that queries its status, by their names and by the
//! states that the text of the status lists.

use codegen_model::{Enum, EnumValue, Member, Operation, Scalar, Service, Shape, Type, Waiter};

use super::item::Item;
use super::listed::listed_values;
use super::read_only::is_read_only;

const SUBMIT_VERBS: &[&str] = &["Submit", "Create", "Start", "Run"];
const QUERY_VERBS: &[&str] = &["Describe", "Query", "Get"];
/// Suffixes of the query's name.
const QUERY_SUFFIXES: &[&str] = &["", "Status", "Result", "Results", "Progress", "State", "Detail", "Info"];
const IDS: &[&str] = &["JobId", "TaskId", "FlowId"];
const STATES: &[&str] = &["JobStatusCode", "JobStatus", "TaskStatus", "Status", "State", "StatusCode"];
/// Words of states. A state of two kinds, or of none, makes the whole list doubtful.
const DONE: &[&str] = &["成功", "完成", "done", "success", "finish", "complete", "succeed"];
const FAILED: &[&str] =
    &["失败", "错误", "异常", "取消", "超时", "终止", "fail", "error", "cancel", "timeout", "abort"];
const PENDING: &[&str] = &[
    "等待",
    "排队",
    "中",
    "未开始",
    "初始",
    "待",
    "wait",
    "run",
    "init",
    "pending",
    "process",
    "queue",
    "doing",
    "creat",
];

/// Returns the waiter of an operation, with the reason.
pub(super) fn waiter(submission: &Operation, service: &Service) -> Option<(Waiter, String)> {
    if submission.waiter.is_some() {
        return None;
    }
    let stem =
        SUBMIT_VERBS.iter().find_map(|verb| submission.name.strip_prefix(verb)).filter(|stem| !stem.is_empty())?;
    let (from, id) = IDS.iter().find_map(|name| member_at(submission.output()?, name, service))?;
    let queries = service.operations.iter().filter(|query| is_query_name(&query.name, stem) && is_read_only(query));
    let mut found = queries.filter_map(|query| pair(query, &from, id, service));
    // If two operations match, a person has to choose.
    found.next().filter(|_| found.next().is_none())
}

fn is_query_name(name: &str, stem: &str) -> bool {
    let rest = QUERY_VERBS.iter().find_map(|verb| name.strip_prefix(verb)?.strip_prefix(stem));
    rest.is_some_and(|rest| QUERY_SUFFIXES.contains(&rest))
}

fn pair(query: &Operation, from: &str, id: &Member, service: &Service) -> Option<(Waiter, String)> {
    let to = query.input.member(&id.name).filter(|member| !member.list && member.ty == id.ty)?;
    let output = query.output()?;
    let (status, state) = STATES.iter().find_map(|name| member_at(output, name, service))?;
    let (states, source) = states(state, service)?;
    let values_of = |kind: StateKind| -> Option<Vec<String>> {
        let kinds: Vec<_> = states.iter().map(|state| Some((state_kind(state)?, state))).collect::<Option<_>>()?;
        Some(kinds.into_iter().filter(|(found, _)| *found == kind).map(|(_, state)| state.value.clone()).collect())
    };
    let (done, failed) = (values_of(StateKind::Done)?, values_of(StateKind::Failed)?);
    let text_member = |names: &[&str]| names.iter().find_map(|name| text_path(output, name, service));
    (!done.is_empty() && !failed.is_empty()).then(|| {
        let waiter = Waiter {
            query: query.name.clone(),
            from: from.to_owned(),
            to: to.name.clone(),
            code: text_member(&["JobErrorCode", "ErrorCode", "ErrCode"]),
            message: text_member(&["JobErrorMsg", "ErrorMsg", "ErrorMessage", "ErrMsg"]),
            status: status.clone(),
            done,
            failed,
            ..Waiter::default()
        };
        let why = format!("The names of both actions, `{}` in both, and the text of `{status}`: {source}", to.name);
        (waiter, why)
    })
}

/// Returns the states of a member: those of its enumeration, or those that its text lists.
fn states(member: &Member, service: &Service) -> Option<(Vec<Item>, String)> {
    match &member.ty {
        Type::Scalar(Scalar::String, _) => {
            listed_values(&member.doc, false, None).or_else(|| listed_values(&member.doc, true, None))
        }
        Type::Scalar(Scalar::Integer, _) => listed_values(&member.doc, true, None),
        Type::Enum(name) => {
            let Enum { values, .. } = service.enums.get(name)?;
            let item = |value: &EnumValue| Item { value: value.value.clone(), label: value.doc.clone() };
            Some((values.iter().map(item).collect(), format!("`{name}`.")))
        }
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum StateKind {
    Done,
    Failed,
    Pending,
}

/// Words of a state that may describe the submission instead of the job.
const UNCLEAR: &[&str] = &["创建成功", "提交成功", "接收成功", "部分"];

/// Returns the kind of a state by its label or, without a label, by its value.
fn state_kind(state: &Item) -> Option<StateKind> {
    let text = if state.label.is_empty() { &state.value } else { &state.label };
    let text = text.to_ascii_lowercase().replace("未完成", "等待");
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (has(DONE) && !has(UNCLEAR), has(FAILED), has(PENDING)) {
        (true, false, false) => Some(StateKind::Done),
        (false, true, _) => Some(StateKind::Failed),
        (false, false, true) => Some(StateKind::Pending),
        _ => None,
    }
}

/// Returns the path and the scalar member of a name, in the output itself or in one of its structures.
fn member_at<'s>(shape: &'s Shape, name: &str, service: &'s Service) -> Option<(String, &'s Member)> {
    let is_scalar = |member: &&Member| !member.list && matches!(member.ty, Type::Scalar(..) | Type::Enum(_));
    if let Some(found) = shape.member(name).filter(is_scalar) {
        return Some((found.name.clone(), found));
    }
    let mut inner = shape.members.iter().filter_map(|member| match &member.ty {
        Type::Shape(inner) if !member.list => {
            let found = service.shapes.get(inner)?.member(name).filter(is_scalar)?;
            Some((format!("{}.{}", member.name, found.name), found))
        }
        _ => None,
    });
    inner.next().filter(|_| inner.next().is_none())
}

fn text_path(shape: &Shape, name: &str, service: &Service) -> Option<String> {
    let (path, member) = member_at(shape, name, service)?;
    matches!(member.ty, Type::Scalar(Scalar::String, _)).then_some(path)
}

#[cfg(test)]
mod tests {
    use codegen_model::{Member, Operation, Response, Shape};

    use super::waiter;
    use crate::propose::test_service;

    /// Returns the waiter of a submission that returns an id, with a query whose status has this text.
    fn proposed(submission: &str, query: &str, id: &str, states: &str) -> String {
        let shape = |name: &str, doc: &str| {
            let member = Member { name: name.to_owned(), doc: doc.to_owned(), ..Member::default() };
            Shape { members: vec![member], ..Shape::default() }
        };
        let response = |shape| Response::Shape { shape, root: String::new(), json: true };
        let mut service = test_service::service();
        let status = test_service::operation(query, response(shape("Status", states)));
        service.operations.push(Operation { input: shape(id, ""), ..status });
        let submits = test_service::operation(submission, response(shape("TaskId", "")));
        let found = waiter(&submits, &service);
        found.map_or("-".to_owned(), |(found, _)| format!("{} {:?} {:?}", found.query, found.done, found.failed))
    }

    #[test]
    fn recognizes_waiters() {
        let states = "0：等待中，1：处理中，2：成功，3：失败";
        let found = "DescribeThing [\"2\"] [\"3\"]";
        for (submission, query, id, states, expected) in [
            ("SubmitThing", "DescribeThing", "TaskId", states, found),
            ("CreateThing", "DescribeThing", "TaskId", states, found),
            ("SubmitThing", "QueryThingStatus", "TaskId", states, "QueryThingStatus [\"2\"] [\"3\"]"),
            ("SubmitThing", "QueryThing", "TaskId", "DONE：完成；FAIL：失败；RUN：运行中", "-"),
            (
                "SubmitThing",
                "QueryThing",
                "TaskId",
                "取值：DONE：完成；FAIL：失败；RUN：运行中",
                "QueryThing [\"DONE\"] [\"FAIL\"]",
            ),
            ("SubmitThing", "DescribeOther", "TaskId", states, "-"),
            ("SubmitThing", "DescribeThing", "JobId", states, "-"),
            ("SubmitThing", "DescribeThing", "TaskId", "1：处理中，2：成功", "-"),
            ("SubmitThing", "DescribeThing", "TaskId", "1：创建成功，2：成功，3：失败", "-"),
            ("SubmitThing", "DescribeThing", "TaskId", "1：蓝，2：成功，3：失败", "-"),
            ("SubmitThing", "DescribeThing", "TaskId", "", "-"),
            ("DeleteThing", "DescribeThing", "TaskId", states, "-"),
        ] {
            assert_eq!(proposed(submission, query, id, states), expected, "{submission} {query} {states}");
        }
    }
}
