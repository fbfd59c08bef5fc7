use std::collections::HashMap;

use super::{Bound, Confidence, Reader};
use crate::read::article::lexer::{Context, LexerOptions};
use crate::read::article::phrases::Paragraph;

/// The figures of a document whose paragraphs are separated by `|`, published on 20 May 2015.
fn read(text: &str) -> Vec<(String, Bound)> {
    let paragraphs: Vec<Paragraph<'_>> = text
        .split('|')
        .map(|text| {
            let is_headline = text.starts_with("Headline: ");
            Paragraph { is_headline, ..Paragraph::read(text, &LexerOptions::default()) }
        })
        .collect();
    let context = Context { published: "2015-05-20".parse().ok(), ..Context::default() };
    let found = Reader::default().read(&paragraphs, &context, &HashMap::new());
    let of_paragraph = |(paragraph, bounds): (&Paragraph<'_>, Vec<Bound>)| {
        let text = paragraph.text;
        bounds.into_iter().map(move |bound| (text[bound.span.clone()].to_owned(), bound)).collect::<Vec<_>>()
    };
    paragraphs.iter().zip(found).flat_map(of_paragraph).collect()
}

/// `text: entity, metric, period, measure` and `?` where that is not certain.
fn shown(text: &str, bound: &Bound) -> String {
    let subject = &bound.subject;
    let period = subject.period.map_or("-".to_owned(), |period| period.to_string());
    let mark = if subject.confidence() == Confidence::Certain { "" } else { " ?" };
    format!("{text}: {}, {}, {period}, {}{mark}", subject.entity, subject.metric, bound.measure)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).iter().map(|(text, bound)| shown(text, bound)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_company_is_the_one_that_owns_or_reports() {
    for (text, expected) in [
        ("Nokia's revenue was 3bn euros in 2014.", "3bn euros: Nokia, revenue, 2014, level"),
        ("Nokia said revenue was 3bn euros in 2014.", "3bn euros: Nokia, revenue, 2014, level"),
        ("Revenue at Nokia Oyj was 3bn euros in 2014.", "3bn euros: Nokia, revenue, 2014, level"),
        ("Nokia Oyj reported revenue of 3bn euros in 2014.", "3bn euros: Nokia, revenue, 2014, level"),
        ("Nokia Oyj said its revenue was 3bn euros in 2014.", "3bn euros: Nokia, revenue, 2014, level"),
        (
            "Nokia Oyj makes phones. The company's revenue was 3bn euros in 2014.",
            "3bn euros: Nokia, revenue, 2014, level",
        ),
        ("AT&T said its revenue was 3bn euros in 2014.", "3bn euros: AT&T, revenue, 2014, level"),
        ("Lilly & Co. said its revenue was 3bn euros in 2014.", "3bn euros: Lilly, revenue, 2014, level"),
        // Which of two companies is meant is a guess.
        ("Nokia Oyj sued Apple Inc. Its revenue was 3bn euros in 2014.", "3bn euros: Nokia, revenue, 2014, level ?"),
        ("Revenue was 3bn euros in 2014.", "3bn euros: , revenue, 2014, level ?"),
        // Persons report, and own nothing of it.
        ("Mr Stephen Elop said revenue was 3bn euros in 2014.", "3bn euros: , revenue, 2014, level ?"),
        // A first word has a capital letter in any case.
        ("Starts fell. Revenue was 3bn euros in 2014.", "3bn euros: , revenue, 2014, level ?"),
        ("Analysts said revenue was 3bn euros in 2014.", "3bn euros: , revenue, 2014, level ?"),
        ("Quarterly revenue was 3bn euros in 2015Q1.", "3bn euros: , revenue, 2015Q1, level ?"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn words_beside_a_metric_narrow_it() {
    for (text, metric) in [
        ("Nokia's cloud revenue was 3bn euros in 2014.", "revenue/cloud"),
        ("Nokia's revenue from advertising was 3bn euros in 2014.", "revenue/advertising"),
        ("Nokia's sales of mobile phones were 3bn euros in 2014.", "revenue/mobile phones"),
        ("Nokia's sales in China were 3bn euros in 2014.", "revenue/china"),
        ("Nokia's annual revenue was 3bn euros in 2014.", "revenue"),
        ("Nokia's total net sales were 3bn euros in 2014.", "revenue"),
        ("Nokia's revenue for the group was 3bn euros in 2014.", "revenue"),
        ("Nokia's operating profit was 3bn euros in 2014.", "operating income"),
    ] {
        check(text, &[&format!("3bn euros: Nokia, {metric}, 2014, level")]);
    }
}

#[test]
fn what_is_adjusted_planned_or_only_possible_is_not_certain() {
    for text in [
        "Nokia's adjusted revenue was 3bn euros in 2014.",
        "Nokia's revenue would be 3bn euros in 2014.",
        "Nokia expects revenue of 3bn euros in 2014.",
        "If Nokia's revenue was 3bn euros in 2014, it grew.",
        "Nokia's revenue warning was 3bn euros in 2014.",
    ] {
        for (figure, bound) in read(text) {
            assert_ne!(bound.subject.confidence(), Confidence::Certain, "{figure} in {text}");
        }
    }
}

#[test]
fn each_level_has_the_period_that_is_said_of_it() {
    check(
        "Acme Corp's revenue rose 5% to 3.1bn yuan in the third quarter of 2014 from 2.95bn a year earlier.",
        &[
            "5%: Acme, revenue, 2014Q3, growth",
            "3.1bn yuan: Acme, revenue, 2014Q3, level",
            "2.95bn: Acme, revenue, 2013Q3, level",
        ],
    );
    check(
        "In 2014, Acme Corp's revenue fell to 3.1bn yuan from 3.3bn yuan in 2012.",
        &["3.1bn yuan: Acme, revenue, 2014, level", "3.3bn yuan: Acme, revenue, 2012, level"],
    );
    // Over which time it grew is not said.
    check(
        "Acme Corp's revenue rose 5% to 3.1bn yuan in the third quarter of 2014.",
        &["5%: Acme, revenue, 2014Q3, growth ?", "3.1bn yuan: Acme, revenue, 2014Q3, level"],
    );
    check(
        "Acme Corp's revenue rose 5% year-on-year to 3.1bn yuan in the third quarter of 2014.",
        &["5%: Acme, revenue, 2014Q3, growth", "3.1bn yuan: Acme, revenue, 2014Q3, level"],
    );
}

#[test]
fn a_story_of_one_period_is_all_of_that_period() {
    check(
        "Acme Corp's revenue was 3.1bn yuan in 2014.|Its net profit was 300m yuan.",
        &["3.1bn yuan: Acme, revenue, 2014, level", "300m yuan: Acme, net income, 2014, level"],
    );
    check(
        "Acme Corp's revenue was 3.1bn yuan in 2014, and in 2013 its revenue was 2bn yuan.|Its net profit was 300m yuan.",
        &[
            "3.1bn yuan: Acme, revenue, 2014, level",
            "2bn yuan: Acme, revenue, 2013, level",
            "300m yuan: Acme, net income, 2013, level ?",
        ],
    );
    // The sentence speaks of another time, which it does not name.
    check(
        "Acme Corp's revenue was 3.1bn yuan in 2014.|For the last months its net profit was 300m yuan.",
        &["3.1bn yuan: Acme, revenue, 2014, level", "300m yuan: Acme, net income, 2014, level ?"],
    );
}

#[test]
fn metrics_that_are_named_together_share_out_the_figures() {
    check(
        "Acme Corp's revenue and net income were 3.1bn yuan and 410m yuan in 2014, up 5% and 12%.",
        &[
            "3.1bn yuan: Acme, revenue, 2014, level",
            "410m yuan: Acme, net income, 2014, level",
            "5%: Acme, revenue, 2014, growth",
            "12%: Acme, net income, 2014, growth",
        ],
    );
}

#[test]
fn a_stake_is_of_the_company_after_it_and_held_by_the_one_before() {
    let found = read("Kingsoft Corp has acquired 11.6% of 21Vianet for US$172 million.");
    for (text, bound) in &found {
        assert_eq!(&*bound.subject.entity, "21Vianet", "{text}");
        assert_eq!(bound.holder.as_deref(), Some("Kingsoft"), "{text}");
        assert_eq!(bound.subject.metric.name(), "equity value", "{text}");
    }
    assert_eq!(found.len(), 2);
}

#[test]
fn the_day_and_place_of_writing_are_no_period_of_a_figure() {
    check("OSLO, Feb 12 2015 - Acme Corp said its revenue was 3bn crowns.", &["3bn crowns: Acme, revenue, -, level ?"]);
    check("MUMBAI, 28 July 2014: Acme Corp's cash was 3bn rupees.", &["3bn rupees: Acme, cash, -, level ?"]);
    // A day that the sentence speaks of.
    check("On 31 December 2014, Acme Corp's cash was 3bn rupees.", &["3bn rupees: Acme, cash, 2014-12-31, level"]);
}

#[test]
fn a_company_owns_nothing_before_it_is_named_nor_what_another_is_said_to_have() {
    check("Prices rose. Revenue was 3bn euros in 2014.|Acme jumped.", &["3bn euros: , revenue, 2014, level ?"]);
    check(
        "Acme Corp's revenue was 3bn euros in 2014.|Halvorsen Wind, its rival, said its revenue was 2bn euros in 2014. Its net income was 1bn.",
        &[
            "3bn euros: Acme, revenue, 2014, level",
            "2bn euros: Halvorsen Wind, revenue, 2014, level ?",
            "1bn: Halvorsen Wind, net income, 2014, level ?",
        ],
    );
}

#[test]
fn the_verb_of_a_headline_is_no_part_of_a_name() {
    check(
        "Larkfield Instruments Reports Results|Larkfield Instruments Inc. said revenue was 3bn euros in 2014.",
        &["3bn euros: Larkfield Instruments, revenue, 2014, level"],
    );
}

#[test]
fn what_is_forecast_for_a_year_says_nothing_of_the_year_of_other_figures() {
    check(
        "Acme Corp expects revenue of 3bn euros in 2016. Its net income was 1bn euros.",
        &["3bn euros: Acme, revenue, 2016, level ?", "1bn euros: Acme, net income, -, level ?"],
    );
}

#[test]
fn money_is_no_level_of_what_is_counted() {
    check("Shares of Acme Corp fell below $80.", &["below $80: Acme, , -, level ?"]);
}

#[test]
fn a_headline_is_of_the_period_that_the_story_is_of() {
    check(
        "Headline: Acme revenue of 3bn euros|Acme Corp said its revenue was 3.1bn euros in 2014.",
        &["3bn euros: Acme, revenue, 2014, level", "3.1bn euros: Acme, revenue, 2014, level"],
    );
    check(
        "Headline: Acme revenue of 3bn euros|Acme Corp said its revenue was 3.1bn euros in 2014 and 2bn euros in 2013.",
        &[
            "3bn euros: Acme, revenue, -, level ?",
            "3.1bn euros: Acme, revenue, 2014, level",
            "2bn euros: Acme, revenue, 2013, level ?",
        ],
    );
    // What is measured at a moment may be of any.
    check(
        "Headline: Acme cash of 3bn euros|Acme Corp said its revenue was 3.1bn euros in 2014.",
        &["3bn euros: Acme, cash, -, level ?", "3.1bn euros: Acme, revenue, 2014, level"],
    );
}
