//! Constraints are checked before a request is sent, and secrets are not printed.

use tencentcloud_runtime::codec::read_json;
use tencentcloud_runtime::request::prepare;
use tencentcloud_runtime::{Blob, Shape, violations};
use tests::bodies::{Choice, Choose};
use tests::constraints::{Demand, DemandOutput, Imported, Mode, Owner, OwnerPets};

use super::{json, output};

fn valid() -> Demand {
    Demand::new().name("cat").password("secret").mode(Mode::Fast).url("https://example.com")
}

fn broken(shape: &dyn Shape) -> Vec<String> {
    violations(shape).iter().map(ToString::to_string).collect()
}

#[test]
#[allow(deprecated, reason = "a deprecated member is checked as well")]
fn every_constraint_is_checked() {
    assert_eq!(broken(&valid()), [""; 0]);
    let table: [(Demand, &[&str]); 30] = [
        (valid().short("1234"), &[]),
        (valid().short("12345"), &["`short` (`Short`) must have at most 4 characters, found 5"]),
        (valid().long("ab"), &["`long` (`Long`) must have at least 3 characters, found 2"]),
        (valid().exact("A-"), &[]),
        (valid().exact("ABC"), &["`exact` (`Exact`) must have 2 characters, found 3"]),
        (valid().exact("Ab"), &["`exact` (`Exact`) must only contain the characters `A-Z-`"]),
        (valid().items(["a"; 2]), &[]),
        (valid().items(["a"; 3]), &["`items` (`Items`) must have 1 to 2 items, found 3"]),
        (valid().items(["a"; 0]), &["`items` (`Items`) must have 1 to 2 items, found 0"]),
        (valid().percent(0), &[]),
        (valid().percent(101), &["`percent` (`Percent`) must be 0 to 100, found 101"]),
        (valid().positive(i64::MAX), &[]),
        (valid().positive(0), &["`positive` (`Positive`) must be at least 1, found 0"]),
        (valid().negative(i64::MIN), &[]),
        (valid().negative(0), &["`negative` (`Negative`) must be at most -1, found 0"]),
        (valid().angle(180.5), &["`angle` (`Angle`) must be -180 to 180, found 180.5"]),
        (valid().old(10), &["`old` (`Old`) must be at most 9, found 10"]),
        (valid().content(b"raw"), &["`url` (`Url`), `content` (`Content`) are mutually exclusive: set only one"]),
        (valid().file(vec![0; 2]), &["`file` (`File`) must have 3 to 6 bytes, found 2"]),
        (valid().file(vec![0; 3]), &[]),
        (valid().file(vec![0; 6]), &[]),
        (valid().file(vec![0; 7]), &["`file` (`File`) must have 3 to 6 bytes, found 7"]),
        (valid().file(Blob::from_base64("AAAAAAAAAA==")), &["`file` (`File`) must have 3 to 6 bytes, found 7"]),
        (valid().total(u64::MAX), &[]),
        (valid().total(0), &["`total` (`Total`) must be at least 1, found 0"]),
        (valid().imported(Imported::new()), &[]),
        (valid().width(1), &["`width` (`Width`), `height` (`Height`) must be set together or not at all"]),
        (valid().width(1).height(2), &[]),
        (
            valid().owner(Owner::new().phone("1").mail("2")),
            &["`owner.phone` (`Owner.Phone`), `owner.mail` (`Owner.Mail`) are mutually exclusive: set only one"],
        ),
        (
            valid().owner(Owner::new().phone("1").pets([OwnerPets::new().name("a"), OwnerPets::new()])),
            &["`owner.pets[1].name` (`Owner.Pets[1].Name`) is required"],
        ),
    ];
    for (demand, expected) in table {
        assert_eq!(broken(&demand), expected, "{demand:?}");
    }
    let nothing = ["`name` (`Name`) is required", "`password` (`Password`) is required", "`mode` (`Mode`) is required"];
    assert_eq!(broken(&Demand::new())[..3], nothing);
    assert_eq!(broken(&Demand::new())[3..], ["`url` (`Url`), `content` (`Content`) require one of them to be set"]);
}

#[test]
fn outputs_have_no_constraints() {
    let demand = output!(DemandOutput { token: "t".to_owned(), score: 101 });
    json(demand, r#"{"Token":"t","Score":101}"#);
    json(DemandOutput::default(), "{}");
}

#[test]
fn constraints_do_not_change_wire_names() {
    let demand = valid().percent(1).width(2).height(3).owner(Owner::new().mail("m"));
    json(
        demand,
        concat!(
            r#"{"Name":"cat","Percent":1,"Password":"secret","Mode":"fast","Url":"https://example.com","#,
            r#""Width":2,"Height":3,"Owner":{"Mail":"m"}}"#,
        ),
    );
}

#[test]
fn flags_large_numbers_and_whole_words_keep_their_wire_form() {
    json(
        valid().total(u64::MAX).is_set(true).abbreviation("a"),
        concat!(
            r#"{"Name":"cat","Password":"secret","Mode":"fast","Url":"https://example.com","#,
            r#""Total":18446744073709551615,"IsSet":1,"Abbr":"a"}"#,
        ),
    );
    for (text, expected) in [("0", Some(false)), ("true", Some(true)), ("\"1\"", Some(true)), ("2", None)] {
        let mut demand = Demand::new();
        let deviations = read_json(format!("{{\"IsSet\":{text}}}").as_bytes(), &mut demand).expect("JSON");
        assert_eq!((demand.is_set, deviations.is_empty()), (expected, expected.is_some()), "{text}");
    }
}

#[test]
fn secrets_are_not_printed() {
    let printed = format!("{:?}", valid().owner(Owner::new().phone("555")));
    assert!(printed.contains("cat") && !printed.contains("secret") && !printed.contains("555"), "{printed}");
    let printed = format!("{:?}", output!(DemandOutput { token: "t0ken".to_owned(), score: 1 }));
    assert!(printed.contains('1') && !printed.contains("t0ken"), "{printed}");
}

#[test]
fn groups_in_xml_documents_are_checked() {
    let valid_choice = || Choice::new().url("u").name("n");
    let choose = |choice: Choice| Choose::new().choice([valid_choice(), choice]);
    let table: [(Choose, &[&str]); 6] = [
        (choose(valid_choice().label("l").width(1).height(2)), &[]),
        (
            choose(valid_choice().object("o")),
            &[
                "`choice[1].url` (`Choice[1].Url`), `choice[1].object` (`Choice[1].Object`) are mutually exclusive: set only one",
            ],
        ),
        (
            choose(Choice::new().object("o")),
            &[
                "`choice[1].name` (`Choice[1].Name`), `choice[1].label` (`Choice[1].Label`) require one of them to be set",
            ],
        ),
        (
            choose(valid_choice().height(2)),
            &[
                "`choice[1].width` (`Choice[1].Width`), `choice[1].height` (`Choice[1].Height`) must be set together or not at all",
            ],
        ),
        (
            choose(valid_choice()).ref_("r"),
            &["`choice` (`Choice`), `ref_` (`ref`) are mutually exclusive: set only one"],
        ),
        (Choose::new(), &["`choice` (`Choice`), `ref_` (`ref`) require one of them to be set"]),
    ];
    for (request, expected) in table {
        assert_eq!(broken(&request), expected, "{request:?}");
        assert_eq!(prepare(request).is_ok(), expected.is_empty(), "invalid requests are not sent");
    }
}
