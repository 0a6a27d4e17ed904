//! Sensitive members of an input.

use tencentcloud_runtime::request::prepare;
use tencentcloud_runtime::{Call, Client, List, Meta, Operation, Rule};

use super::printed::{assert_prints_clean, clean, credentials};
use crate::support::{Everything, Fake, response};

#[derive(Clone, Default, PartialEq)]
pub struct Person {
    pub name: Option<String>,
    pub balance: Option<i64>,
    pub factor: Option<f64>,
    pub rule: Option<Rule>,
    pub tags: List<String>,
    pub account: Option<Account>,
    pub accounts: List<Account>,
}

tencentcloud_runtime::shape! {
    Person {
        "Name" => name [Length(1, 4), Chars("a-z"), Sensitive],
        "Balance" => balance [Range(0, 5), Sensitive],
        "Factor" => factor [Range(0, 5), Sensitive],
        "Rule" => rule [Sensitive],
        "Tags" => tags [Length(0, 1), Sensitive],
        "Account" => account [Sensitive],
        "Accounts" => accounts [Sensitive],
    }
}

/// Its members are sensitive where it is.
#[derive(Clone, Default, PartialEq)]
pub struct Account {
    pub number: Option<i64>,
}

tencentcloud_runtime::shape! {
    Account {
        "Number" => number [Range(0, 5)],
    }
}

impl Operation for Person {
    type Output = Everything;
    const META: Meta = Meta::action("ims", "2020-12-29", "CreatePerson");
}

impl Person {
    pub fn send(self, client: &Client) -> Call<Everything> {
        client.call(self)
    }
}

fn account() -> Account {
    Account { number: Some(-424_242) }
}

pub fn person() -> Person {
    Person {
        name: Some("Zhang San".to_owned()),
        balance: Some(-424_242),
        factor: Some(-424_242.5),
        rule: Some(Rule::from("hush")),
        tags: vec!["hush-1".to_owned(), "hush-2".to_owned()].into(),
        account: Some(account()),
        accounts: vec![account()].into(),
    }
}

#[tokio::test]
async fn violations_print_no_sensitive_value() {
    assert_prints_clean(&person());
    let error = clean(prepare(person()).expect_err("violations"));
    let text = error.to_string();
    assert!(text.contains("`balance` (`Balance`) must be 0 to 5; "), "{text}");
    assert!(text.contains("`accounts[0].number` (`Accounts[0].Number`) must be 0 to 5"), "{text}");
    assert_eq!(error.violations().len(), 7, "{text}");
    clean(person().send(&Fake::default().client()).await.unwrap_err());
    let public = Account { number: Some(-7) };
    let rules = tencentcloud_runtime::violations(&public);
    assert!(rules[0].to_string().ends_with("must be 0 to 5, found -7"), "other values are printed: {rules:?}");
}

/// A service quotes what it refuses.
#[tokio::test]
async fn a_service_that_quotes_a_sensitive_value_is_masked() {
    for body in [
        r#"{"Response":{"Error":{"Code":"InvalidParameter","Message":"`Name` is Zhang San, `Balance` -424242"},"RequestId":"r"}}"#,
        r#"{"Response":{"Error":{"Code":"InvalidParameter.hush-1","Message":"no"},"RequestId":"r"}}"#,
        "Zhang San has -424242",
        "<html><p>Zhang San</p></html>",
    ] {
        for status in [200, 400, 502] {
            let fake = Fake::default().then(response(status, &[], body));
            let error = clean(person().send(&fake.client_with(credentials())).unchecked().await.unwrap_err());
            assert!(error.status() == Some(status), "{error}");
        }
    }
}
