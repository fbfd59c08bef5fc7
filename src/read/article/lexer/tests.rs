//! What holds of every text, and that time grows with its length alone.

use super::*;

fn lexed(text: &str) -> Lexer<'_> {
    let mut lexer = Lexer { atoms: Atoms::new(text, Vec::new()), options: LexerOptions::default(), tokens: Vec::new() };
    lexer.run();
    lexer
}

#[test]
fn time_grows_with_the_length_of_the_text() {
    for (piece, most) in [
        ("(", 40),
        ("7", 1),
        ("1,", 60),
        ("1.", 60),
        ("1 ", 400),
        ("one ", 400),
        ("one hundred and ", 400),
        ("half a ", 400),
        ("a year ", 400),
        ("between ", 400),
        ("about more than ", 400),
        ("the year to the year to ", 400),
        ("first nine months of ", 400),
        ("$", 400),
        ("US$ ", 400),
        ("-", 100),
        ("1-1/2 to ", 400),
        ("5% to ", 400),
        ("May ", 400),
        ("same period of ", 400),
        ("Sales rose 64% to 1.1 billion yuan in Q1, 2015. ", 400),
        ("万亿", 400),
        ("\u{a0}1", 400),
    ] {
        let looks = |count: usize| {
            let text = piece.repeat(count);
            let lexer = lexed(&text);
            let atoms = text.len().max(1);
            assert!(lexer.tokens.len() <= atoms, "{piece}");
            lexer.atoms.looks.get()
        };
        let (once, twice) = (looks(2_000), looks(4_000));
        assert!(twice <= 2 * once + 5_000, "{piece:?} × 2000: {once} looks, × 4000: {twice}");
        assert!(once <= most * 2_000 * piece.split(' ').count() + 1_000, "{piece:?}: {once} looks");
    }
}

#[test]
fn long_texts_of_one_line_are_read() {
    for (text, tokens) in [
        ("1".repeat(1_000_000), 1),
        ("(".repeat(100_000), 100_000),
        ("a".repeat(1_000_000), 1),
        (" ".repeat(1_000_000), 0),
        ("profit ".repeat(1_500_000), 1_500_000),
    ] {
        assert_eq!(lexed(&text).tokens.len(), tokens, "{}…", &text[..10]);
    }
}

#[test]
fn the_window_of_atoms_changes_nothing() {
    // The same sentence must read the same wherever a window of atoms ends in it.
    let sentence = "In the year ended March 31, 2015 it paid more than US$1.5 to $2 billion, up 12-1/2 pct. ";
    let alone: Vec<String> = lexed(sentence).tokens.iter().map(|token| token.text.to_owned()).collect();
    let text = sentence.repeat(400);
    for (at, token) in lexed(&text).tokens.iter().enumerate() {
        assert_eq!(token.text, alone[at % alone.len()], "token {at}");
    }
}

#[test]
fn figures_say_where_their_parts_are() {
    for (text, amount, numeral, scale) in [
        ("more than US$172 million", "US$172 million", "172", Some(6)),
        ("nearly 3-1/2 pct", "3-1/2 pct", "3-1/2", None),
        ("$1.5 to $2 billion", "$1.5 to $2 billion", "1.5 to $2", Some(9)),
        ("one billion", "one billion", "one billion", Some(9)),
        ("$5m or more", "$5m", "5", Some(6)),
        ("( EURO ) 2.4 billion", "( EURO ) 2.4 billion", "2.4", Some(9)),
    ] {
        let lexer = lexed(text);
        let figure = lexer.tokens[0].figure().expect(text);
        assert_eq!((&text[figure.amount.clone()], &text[figure.numeral.clone()]), (amount, numeral), "{text}");
        assert_eq!(figure.scale, scale, "{text}");
    }
}

#[test]
fn what_a_figure_may_be_is_known() {
    for (text, may_be_count, is_fraction, has_sign) in [
        ("1,200 spectators", true, false, false),
        ("1,200 users", false, false, false),
        ("a third of them", true, true, false),
        ("-5%", false, false, true),
        ("minus 5%", false, false, true),
        ("half a million", true, false, false),
    ] {
        let lexer = lexed(text);
        let figure = lexer.tokens[0].figure().expect(text);
        assert_eq!(
            (figure.may_be_count(), figure.is_fraction, figure.has_sign),
            (may_be_count, is_fraction, has_sign),
            "{text}"
        );
    }
}

#[test]
fn the_decimal_sign_is_as_said() {
    let comma = LexerOptions { style: Style { decimal_comma: true } };
    for (text, expected) in [("1.234,5 euros", "1234.5"), ("3,4bn euros", "3400000000"), ("1.234 euros", "1234")] {
        let found = tokens(text, &comma);
        let nominal = found[0].figure().expect(text).reported.nominal();
        assert_eq!(nominal.to_plain(12, crate::num::Rounding::Nearest), expected, "{text}");
    }
    assert_eq!(tokens("3.4 euros", &comma)[0].kind, TokenKind::Name);
}

#[test]
fn a_fraction_is_as_coarse_as_who_writes_it_counts() {
    let interval = |text: &str| {
        let lexer = lexed(text);
        lexer.tokens[0].figure().expect(text).reported.loose(crate::num::Convention::Nearest).to_string()
    };
    assert_eq!(interval("3-1/2 pct"), "[3, 4]");
    assert_eq!(interval("a third of sales"), "[7/25, 19/50]");
    assert_eq!(interval("3.5 pct"), "[69/20, 71/20]");
}

#[test]
fn an_article_before_what_is_no_unit_is_a_token() {
    for text in ["half a P", "half A   P", "a quarter of a P"] {
        let found = tokens(text, &LexerOptions::default());
        let read: String = found.iter().map(|token| token.text).collect();
        let squeezed = |text: &str| text.replace(' ', "");
        assert_eq!(squeezed(&read), squeezed(text), "{found:?}");
    }
}

#[test]
fn what_begins_with_a_phrase_is_found_where_the_phrase_goes_on() {
    for (text, expected) in [
        ("In excess of 5%, in 5% of cases", "In excess of 5%|5%"),
        ("A little over 5%, a 5% rise", "A little over 5%|5%"),
        ("As many as 50 shops, as 50 shops", "As many as 50 shops|50 shops"),
        ("a million yuan, a year, a yuan", "a million yuan|a year"),
        ("a third of it, a thirty-year bond", "a third|thirty-year"),
        ("A$5 and A $ 5 and a $5 fee", "A$5|A $ 5|$5"),
        ("US$5 and us cents", "US$5"),
        ("at least", ""),
        ("a", ""),
    ] {
        let found: Vec<&str> = numeric(text);
        assert_eq!(found.join("|"), expected, "{text}");
    }
}

#[test]
fn a_figure_begins_with_its_sign() {
    for (text, expected) in [
        ("(EUR) 5 but (5 or 6) and (US", "(EUR) 5|5|6"),
        ("-5% -$5 -.5% x-5% year-on", "-5%|-$5|-.5%|5%"),
        ("\"-5%\" (-5%) +5% – 5", "-5%|-5%|+5%|5"),
        ("½ point, -½ point, 3½ pct, .5 pct, 5.", "½ point|-½ point|3½ pct|.5 pct|5"),
        ("<5% >= 5% ~5% =5%", "<5%|>= 5%|~5%|5%"),
    ] {
        assert_eq!(numeric(text).join("|"), expected, "{text}");
    }
}

#[test]
fn digits_are_gathered_to_the_number_that_they_are() {
    for (text, expected) in [
        ("1,234,567 users", "1234567"),
        ("12,34,567 users", "1234567"),
        ("1.50 dollars", "1.5"),
        ("0 . 95 dollars", "0.95"),
        ("007 dollars", "7"),
        ("12 1/2 pct", "12.5"),
        ("0.0000000000000000000000000001 pct", "0.0000000000000000000000000001"),
        ("1234567890123456789012345678 pct", "1234567890123456789012345678"),
    ] {
        let found = tokens(text, &LexerOptions::default());
        let nominal = found[0].figure().expect(text).reported.nominal();
        assert_eq!(nominal.to_plain(30, crate::num::Rounding::Nearest), expected, "{text}");
    }
    for text in ["12345678901234567890123456789 pct", "0.00000000000000000000000000001 pct", "1,10 pct", "1.2.3 pct"] {
        assert!(tokens(text, &LexerOptions::default())[0].figure().is_none(), "{text}");
    }
}

#[test]
fn words_and_names_that_begin_as_names_do_are_told_from_others() {
    for (word, is_capitalised) in [
        ("Nokia", true),
        ("IBM", true),
        ("A", true),
        ("U.S.", true),
        ("Internationalisation", true),
        ("Östersund", true),
        ("eBay", true),
        ("iQiyi", true),
        ("öBB", true),
        ("21Vianet", true),
        ("nokia", false),
        ("a", false),
        ("internationalisation", false),
        ("östersund", false),
        ("macOS", false),
        ("21vianet", false),
        ("&", false),
    ] {
        for text in [format!("{word} "), format!("{word}, and more text than that"), word.to_owned()] {
            let found = tokens(&text, &LexerOptions::default());
            assert_eq!((found[0].text, found[0].is_capitalised), (word, is_capitalised), "{text:?}");
        }
    }
    let possessive = tokens("IBM'S", &LexerOptions::default());
    assert_eq!((possessive[1].text, possessive[1].is_capitalised), ("'S", true));
}

#[test]
fn words_are_cut_alike_wherever_the_text_ends() {
    let words =
        ["I", "it", "don", "U.S.", "million", "dividends", "quarter-over-quarter", "São", "shareholderrights", "x"];
    for count in 1..words.len() {
        let text = words[..count].join(" ");
        let longer = format!("{text} and then some more of them follow");
        let cut = |text| tokens(text, &LexerOptions::default()).into_iter().map(|token| (token.start, token.word));
        let alone: Vec<_> = cut(&text).collect();
        assert_eq!(cut(&longer).take(alone.len()).collect::<Vec<_>>(), alone, "{text}");
    }
}

/// The texts of the figures and times of a text.
fn numeric(text: &str) -> Vec<&str> {
    let found = tokens(text, &LexerOptions::default());
    let is_numeric = |kind: &TokenKind| matches!(kind, TokenKind::Figure(_) | TokenKind::Time(_));
    found.iter().filter(|token| is_numeric(&token.kind)).map(|token| token.text).collect()
}
