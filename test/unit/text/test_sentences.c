#include "fixture.h"

TEST(sentences_end_at_marks_and_their_closers)
{
    SPLITS("The talks failed. Both sides left! Why? Nobody knew.", "The talks failed.", "Both sides left!", "Why?", "Nobody knew.");
    SPLITS("\"We will go.\" He left. (It rained.) The end", "\"We will go.\"", "He left.", "(It rained.)", "The end");
    SPLITS("They left.[3][14] Nobody came.", "They left.[3][14]", "Nobody came.");
    SPLITS("They waited... and left. They waited... Nobody came.", "They waited... and left.", "They waited...", "Nobody came.");
    SPLITS("He asked for aid, officials said. . The bank agreed.", "He asked for aid, officials said. .", "The bank agreed.");
}

TEST(sentences_do_not_end_at_abbreviations)
{
    SPLITS("Mr. Roe met Gen. Doe and Dr. Ann J. Roe, a Ph.D. in law.", "Mr. Roe met Gen. Doe and Dr. Ann J. Roe, a Ph.D. in law.");
    SPLITS("The U.S. Navy sailed at 10 a.m. Thursday.", "The U.S. Navy sailed at 10 a.m. Thursday.");
    SPLITS("They flew to the U.S. The talks began.", "They flew to the U.S.", "The talks began.");
    SPLITS("Resolution No. 5 passed. He said no. They left.", "Resolution No. 5 passed.", "He said no.", "They left.");
    SPLITS("It cost $3.5 million. Prices rose 2.1 percent.", "It cost $3.5 million.", "Prices rose 2.1 percent.");
    SPLITS("He wrote to Mr. NATO's expansion worries them.", "He wrote to Mr. NATO's expansion worries them.");
}

TEST(sentences_end_at_a_stop_that_lost_its_space)
{
    SPLITS("He ended the war.The next day he left.", "He ended the war.", "The next day he left.");
    SPLITS("See example.com for more.", "See example.com for more.");
}

TEST(sentences_hold_the_speaker_of_a_question)
{
    SPLITS("“Why now?” he said. They left.", "“Why now?” he said.", "They left.");
    SPLITS("“Why now?” Ms Roe asked. They left.", "“Why now?” Ms Roe asked.", "They left.");
    SPLITS("“Why now?” The crowd left.", "“Why now?”", "The crowd left.");
}

TEST(sentences_end_at_blank_lines_and_not_at_broken_ones)
{
    SPLITS("The minister said on Monday that the\ngovernment would ask for help with the\nrepair of roads. Nobody\nanswered.",
           "The minister said on Monday that the\ngovernment would ask for help with the\nrepair of roads.", "Nobody\nanswered.");
    SPLITS("The capital of Georgia was calm on Monday when Mr.\nRoe of the World Bank came to see it.",
           "The capital of Georgia was calm on Monday when Mr.\nRoe of the World Bank came to see it.");
    SPLITS("The talks failed\n\nThe envoy left on Monday.\n", "The talks failed", "The envoy left on Monday.");
    SPLITS("One side left.\nThe other stayed.\r\n\r\nNobody won.", "One side left.", "The other stayed.", "Nobody won.");
}
