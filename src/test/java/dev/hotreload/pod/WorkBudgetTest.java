package dev.hotreload.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkBudgetTest {

    private static final int UNITS = 1 << 20;

    @Test
    void the_last_unit_may_be_spent_and_no_more() {
        WorkBudget budget = new WorkBudget();
        assertThat(budget.spendCharacters(UNITS)).isTrue();
        assertThat(budget.isExhausted()).isFalse();
        assertThat(budget.spendCharacters(0)).isTrue();
        assertThat(budget.spendCharacters(1)).isFalse();
        assertThat(budget.isExhausted()).isTrue();
    }

    @Test
    void an_exhausted_budget_stays_exhausted() {
        WorkBudget budget = new WorkBudget();
        assertThat(budget.spendCharacters(Long.MAX_VALUE)).isFalse();
        assertThat(budget.spendCharacters(Long.MAX_VALUE)).isFalse();
        assertThat(budget.spendCharacters(0)).isFalse();
        assertThat(budget.spendPair()).isFalse();
        assertThat(budget.spendWord(0)).isFalse();
        assertThat(budget.isExhausted()).isTrue();
    }

    @Test
    void words_and_pairs_have_a_price_of_their_own() {
        WorkBudget words = new WorkBudget();
        WorkBudget pairs = new WorkBudget();
        int word = 32 + 32;
        for (int i = 0; i < UNITS / word; i++) {
            assertThat(words.spendWord(32)).isTrue();
        }
        assertThat(words.spendWord(0)).isFalse();
        for (int i = 0; i < UNITS / 256; i++) {
            assertThat(pairs.spendPair()).isTrue();
        }
        assertThat(pairs.spendPair()).isFalse();
    }
}
