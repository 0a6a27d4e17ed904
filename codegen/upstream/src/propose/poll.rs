//! Submissions and the operations that tell how far they are, from names, and from the states that the text of one member
//! lists.

use super::item::Item;
use super::listed::listed;
use super::reads;
use codegen_model::{Enum, Member, Operation, Scalar, Service, Shape, Type, Waiter};

const SUBMITS: &[&str] = &["Submit", "Create", "Start", "Run"];
const ASKS: &[&str] = &["Describe", "Query", "Get"];
/// What the name of the query may have more than that of the submission.
const ENDS: &[&str] = &["", "Status", "Result", "Results", "Progress", "State", "Detail", "Info"];
const IDS: &[&str] = &["JobId", "TaskId", "FlowId"];
const STATES: &[&str] = &["JobStatusCode", "JobStatus", "TaskStatus", "Status", "State", "StatusCode"];
/// Words of states. A state of two kinds, or of none, makes the whole list doubtful.
const DONE: &[&str] = &["成功", "完成", "done", "success", "finish", "complete", "succeed"];
const FAILED: &[&str] =
    &["失败", "错误", "异常", "取消", "超时", "终止", "fail", "error", "cancel", "timeout", "abort"];
const UNDER_WAY: &[&str] = &[
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

/// How to wait for what an operation submits, and why that is believed.
pub(super) fn waiter(submission: &Operation, service: &Service) -> Option<(Waiter, String)> {
    if submission.waiter.is_some() {
        return None;
    }
    let stem = SUBMITS.iter().find_map(|verb| submission.name.strip_prefix(verb)).filter(|stem| !stem.is_empty())?;
    let (from, id) = IDS.iter().find_map(|name| member_at(submission.output()?, name, service))?;
    let queries = service.operations.iter().filter(|query| asks_for(&query.name, stem) && reads(query));
    let mut found = queries.filter_map(|query| pair(query, &from, id, service));
    // Where two tell, a person has to choose.
    found.next().filter(|_| found.next().is_none())
}

fn asks_for(name: &str, stem: &str) -> bool {
    let rest = ASKS.iter().find_map(|verb| name.strip_prefix(verb)?.strip_prefix(stem));
    rest.is_some_and(|rest| ENDS.contains(&rest))
}

fn pair(query: &Operation, from: &str, id: &Member, service: &Service) -> Option<(Waiter, String)> {
    let to = query.input.member(&id.name).filter(|member| !member.list && member.ty == id.ty)?;
    let output = query.output()?;
    let (status, state) = STATES.iter().find_map(|name| member_at(output, name, service))?;
    let (states, source) = states(state, service)?;
    let of = |kind: Kind| -> Option<Vec<String>> {
        let kinds: Vec<_> = states.iter().map(|state| Some((kind_of(state)?, state))).collect::<Option<_>>()?;
        Some(kinds.into_iter().filter(|(found, _)| *found == kind).map(|(_, state)| state.value.clone()).collect())
    };
    let (done, failed) = (of(Kind::Done)?, of(Kind::Failed)?);
    let beside = |names: &[&str]| names.iter().find_map(|name| text_at(output, name, service));
    (!done.is_empty() && !failed.is_empty()).then(|| {
        let waiter = Waiter {
            query: query.name.clone(),
            from: from.to_owned(),
            to: to.name.clone(),
            code: beside(&["JobErrorCode", "ErrorCode", "ErrCode"]),
            message: beside(&["JobErrorMsg", "ErrorMsg", "ErrorMessage", "ErrMsg"]),
            status: status.clone(),
            done,
            failed,
            ..Waiter::default()
        };
        let why = format!("The names of both actions, `{}` in both, and the text of `{status}`: {source}", to.name);
        (waiter, why)
    })
}

/// The states that a member can have: those of its enumeration, or those that its text lists.
fn states(member: &Member, service: &Service) -> Option<(Vec<Item>, String)> {
    match &member.ty {
        Type::Scalar(Scalar::String, _) => listed(&member.doc, false, None).or_else(|| listed(&member.doc, true, None)),
        Type::Scalar(Scalar::Integer, _) => listed(&member.doc, true, None),
        Type::Enum(name) => {
            let Enum { values, .. } = service.enums.get(name)?;
            let item = |value: &codegen_model::EnumValue| Item { value: value.value.clone(), label: value.doc.clone() };
            Some((values.iter().map(item).collect(), format!("`{name}`.")))
        }
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Done,
    Failed,
    UnderWay,
}

/// Words of a state of which it is not clear whether the job or only its submission is meant.
const UNCLEAR: &[&str] = &["创建成功", "提交成功", "接收成功", "部分"];

/// What a state means, by its label or, where it has none, by its name.
fn kind_of(state: &Item) -> Option<Kind> {
    let text = if state.label.is_empty() { &state.value } else { &state.label };
    let text = text.to_ascii_lowercase().replace("未完成", "等待");
    let is = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (is(DONE) && !is(UNCLEAR), is(FAILED), is(UNDER_WAY)) {
        (true, false, false) => Some(Kind::Done),
        (false, true, _) => Some(Kind::Failed),
        (false, false, true) => Some(Kind::UnderWay),
        _ => None,
    }
}

/// The scalar of a name and the path to it: in the answer itself, or in one structure in it.
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

fn text_at(shape: &Shape, name: &str, service: &Service) -> Option<String> {
    let (path, member) = member_at(shape, name, service)?;
    matches!(member.ty, Type::Scalar(Scalar::String, _)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::waiter;
    use crate::propose::sample;
    use codegen_model::{Member, Operation, Response, Shape};

    /// The waiter of a submission that answers an id, where a query tells a state with this text.
    fn shown(submission: &str, query: &str, id: &str, states: &str) -> String {
        let shape = |name: &str, doc: &str| {
            let member = Member { name: name.to_owned(), doc: doc.to_owned(), ..Member::default() };
            Shape { members: vec![member], ..Shape::default() }
        };
        let answer = |shape| Response::Shape { shape, root: String::new(), json: true };
        let mut service = sample::service();
        let asks = sample::operation(query, answer(shape("Status", states)));
        service.operations.push(Operation { input: shape(id, ""), ..asks });
        let submits = sample::operation(submission, answer(shape("TaskId", "")));
        let found = waiter(&submits, &service);
        found.map_or("-".to_owned(), |(found, _)| format!("{} {:?} {:?}", found.query, found.done, found.failed))
    }

    #[test]
    fn submissions_find_what_tells_their_state() {
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
            assert_eq!(shown(submission, query, id, states), expected, "{submission} {query} {states}");
        }
    }
}
