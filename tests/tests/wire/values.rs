//! Values of every type, in JSON.

use tencentcloud_runtime::serde_json::json;
use tencentcloud_runtime::{Blob, Object, Operation, Timestamp};
use tests::{empty, enums, recursion, shop, types, versions};

use super::{json, output};

#[test]
fn enumeration_values_keep_their_wire_names() {
    use enums::{Level, Sign, Sort, SortOutput, Word};
    for (word, wire) in [
        (Word::Unknown, "Unknown"),
        (Word::UnknownValue_, "UnknownValue"),
        (Word::Empty, ""),
        (Word::Self_, "self"),
        (Word::Self2, "Self"),
        (Word::Other, "Other"),
        (Word::Empty2, "Empty"),
        (Word::AB, "a-b"),
        (Word::AB2, "a_b"),
        (Word::Unnamed, "审核"),
        (Word::UnknownValue("of tomorrow".to_owned()), "of tomorrow"),
    ] {
        json(Sort::new().word(word), &format!(r#"{{"Word":"{wire}"}}"#));
    }
    for (sign, wire) in [
        (Sign::Unnamed, "*"),
        (Sign::Unnamed2, "?"),
        (Sign::Unnamed3, "-"),
        (Sign::Unnamed4, "`"),
        (Sign::Unnamed5, r#"\"\\\n"#),
    ] {
        json(Sort::new().sign(sign), &format!(r#"{{"Sign":"{wire}"}}"#));
    }
    for (level, wire) in [
        (Level::Minus1, "-1"),
        (Level::Value0, "0"),
        (Level::Value1, "1"),
        (Level::Lowest, "-2"),
        (Level::Value100, "100"),
        (Level::from("-7"), "-7"),
    ] {
        json(output!(SortOutput { level: level }), &format!(r#"{{"Level":{wire}}}"#));
    }
    json(
        Sort::new().words([Word::AB, Word::Empty]).levels([Level::Minus1, Level::Value1]),
        r#"{"Words":["a-b",""],"Levels":[-1,1]}"#,
    );
}

#[test]
fn recursive_shapes_round_trip() {
    use recursion::{Direct, Egg, Hen, Nest, Tree, Walk, WalkOutput};
    let direct = Direct::new().id(1).next(Direct::new().id(2).next(Direct::new()));
    let tree = Tree::new().branches([Tree::new().branches([Tree::new()]), Tree::new()]);
    let hen = Hen::new().egg(Egg::new().hen(Hen::new())).nest(Nest::new().eggs([Egg::new(), Egg::new()]));
    json(
        Walk::new().direct(direct).tree(tree.clone()).hen(hen),
        concat!(
            r#"{"Direct":{"Next":{"Next":{},"Id":2},"Id":1},"Tree":{"Branches":[{"Branches":[{}]},{}]},"#,
            r#""Hen":{"Egg":{"Hen":{}},"Nest":{"Eggs":[{},{}]}}}"#,
        ),
    );
    json(
        output!(WalkOutput { tree: tree, eggs: vec![Egg::new().hen(Hen::new())] }),
        r#"{"Tree":{"Branches":[{"Branches":[{}]},{}]},"Eggs":[{"Hen":{}}]}"#,
    );
}

#[test]
fn empty_shapes_round_trip() {
    use empty::{Nothing, Ping, PingOutput, Read, ReadOutput, Write, WriteOutput};
    json(Ping::new(), "{}");
    json(PingOutput::default(), "{}");
    json(Read::new(), "{}");
    json(output!(ReadOutput { nothing: Nothing::new() }), r#"{"Nothing":{}}"#);
    json(Write::new().nothing(Nothing::new()), r#"{"Nothing":{}}"#);
    json(WriteOutput::default(), "{}");
    assert_eq!([Ping::META.repeatable, Write::META.repeatable], [true, false]);
}

#[test]
fn an_idempotency_token_is_a_fact_of_the_operation() {
    use shop::{CancelOrder, CreateOrder, PayOrder};
    let tokens = [CreateOrder::META, CancelOrder::META, PayOrder::META].map(|meta| meta.idempotency_token);
    assert_eq!(tokens, [Some("ClientToken"), Some("ClientToken"), None]);
}

#[test]
fn every_type_round_trips() {
    use types::{All, AllInline, AllInlineDeeper, Code, Hold, HoldOutput, ObjectShape, Word};
    let all = All::new()
        .text("a")
        .texts(["b", "c"])
        .bytes(Blob::from_base64("AQI="))
        .blobs([Blob::from_base64("AA=="), Blob::from_base64("")])
        .time("2024-01-01T00:00:00Z")
        .times(["-"])
        .day("2024-01-01")
        .whole(-1)
        .wholes([0, 1])
        .large(i64::MIN)
        .unsigned(u64::MAX)
        .fraction(0.1)
        .fractions([1.0, -2.5])
        .flag(false)
        .flags([true, false])
        .word(Word::No)
        .words([Word::Yes])
        .code(Code::Missing)
        .codes([Code::Value200])
        .object(ObjectShape::new().id(1))
        .objects([ObjectShape::new(), ObjectShape::new().id(2)])
        .map(Object::from([("any", json!({ "b": [1, null] }))]))
        .maps([Object::new(), [("name", "x")].into()])
        .inline(AllInline::new().deeper([AllInlineDeeper::new().deepest("d")]));
    let expected = concat!(
        r#"{"All":{"Text":"a","Texts":["b","c"],"Bytes":"AQI=","Blobs":["AA==",""],"Time":"2024-01-01T00:00:00Z","#,
        r#""Times":["-"],"Day":"2024-01-01","Whole":-1,"Wholes":[0,1],"Large":-9223372036854775808,"#,
        r#""Unsigned":18446744073709551615,"Fraction":0.1,"Fractions":[1,-2.5],"Flag":false,"Flags":[true,false],"#,
        r#""Word":"No","Words":["Yes"],"Code":404,"Codes":[200],"Object":{"Id":1},"Objects":[{},{"Id":2}],"#,
        r#""Map":{"any":{"b":[1,null]}},"Maps":[{},{"name":"x"}],"#,
        r#""Inline":{"Deeper":[{"Deepest":"d"}]}}}"#,
    );
    let time: &Option<Timestamp> = &all.time;
    assert_eq!(time.as_ref().and_then(Timestamp::unix_seconds), Some(1_704_067_200));
    json(output!(HoldOutput { all: all.clone() }), expected);
    json(Hold::new().all(all), expected);
    json(Hold::new().all(All::new().texts([""; 0])), r#"{"All":{"Texts":[]}}"#);
}

#[test]
fn versions_of_a_service_have_types_of_their_own() {
    use versions::{v2020_01_01, v2024_01_01};
    json(versions::Greet::new().name2024("a"), r#"{"Name2024":"a"}"#);
    json(v2024_01_01::Greet::new().name2024("a"), r#"{"Name2024":"a"}"#);
    json(v2020_01_01::Greet::new().name2020("a"), r#"{"Name2020":"a"}"#);
    let text = output!(v2020_01_01::GreetOutputGreeting { text: "Hello.".to_owned() });
    json(output!(v2020_01_01::GreetOutput { greeting: text }), r#"{"Greeting":{"Text":"Hello."}}"#);
}
