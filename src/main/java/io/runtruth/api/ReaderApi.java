package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.AnswerJson;
import io.runtruth.api.shapes.NewQuestionJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.QuestionJson;
import io.runtruth.api.shapes.ReadingJson;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.portal.QuestionService;
import io.runtruth.portal.ReadingQueries;
import io.runtruth.portal.ReadingService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Published")
class ReaderApi {

    private final ReadingService readingService;
    private final ReadingQueries readings;
    private final QuestionService questionService;
    private final QuestionQueries questions;
    private final Places places;

    ReaderApi(
            ReadingService readingService,
            ReadingQueries readings,
            QuestionService questionService,
            QuestionQueries questions,
            Places places) {
        this.readingService = readingService;
        this.readings = readings;
        this.questionService = questionService;
        this.questions = questions;
        this.places = places;
    }

    @PostMapping("/published/{review}/readings")
    @Operation(
            summary = "Confirm having read a published review",
            description =
                    "Kept with the caller's name and the time, once; said again, it is told when it was said first.")
    ReadingJson confirm(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        return ReadingJson.of(readingService.confirm(actor, places.workspace(actor, workspace), review));
    }

    @GetMapping("/published/{review}/readings")
    @Operation(
            summary = "Who has read a published review, the newest 200",
            description = "Members who read published reviews only find their own reading.")
    PageJson<ReadingJson> readings(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        var found = readings.of(actor, places.workspace(actor, workspace), review);
        return new PageJson<>(found.stream().map(ReadingJson::of).toList(), null);
    }

    @PostMapping("/published/{review}/questions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Ask about a finding of a published review",
            description = "Whoever manages reviews there answers or closes it. 20 questions a person and hour.")
    @ApiResponse(responseCode = "201", description = "The question", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "422", description = "The key was used for something else")
    @ApiResponse(responseCode = "429", description = "20 within the last hour; `Retry-After` says when it goes on")
    QuestionJson ask(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId,
            @RequestBody NewQuestionJson asked) {
        var workspaceId = places.workspace(actor, workspace);
        var question = new NewQuestion(
                Given.required("finding", asked.finding()),
                Given.required("text", asked.text()),
                requestId == null ? UUID.randomUUID().toString() : requestId);
        return shown(actor, workspaceId, questionService.ask(actor, workspaceId, review, question));
    }

    @GetMapping("/published/{review}/questions")
    @Operation(
            summary = "Questions about a published review, open ones first, then the newest, at most 200",
            description = "Members who read published reviews only find their own.")
    PageJson<QuestionJson> questions(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        var found = questions.of(actor, places.workspace(actor, workspace), review);
        return new PageJson<>(found.stream().map(QuestionJson::of).toList(), null);
    }

    @GetMapping("/questions")
    @Operation(
            summary = "Questions about what is published, newest first",
            description = "Members who read published reviews only find their own.")
    PageJson<QuestionJson> questionsOfWorkspace(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @Parameter(
                            description =
                                    "`true` for those that nobody has ended, about reviews that are not withdrawn; "
                                            + "left out: all")
                    @RequestParam(defaultValue = "false")
                    boolean open,
            @ParameterObject Paging paging) {
        return PageJson.of(
                questions.page(actor, places.workspace(actor, workspace), open, paging.after(), paging.size()),
                QuestionJson::of);
    }

    @PostMapping("/questions/{question}/answer")
    @Operation(summary = "Answer a question", description = "It ends; an answer never changes. Safe to repeat.")
    @ApiResponse(responseCode = "200", description = "The question as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It has ended, or its review is withdrawn")
    QuestionJson answer(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID question,
            @RequestBody AnswerJson answer) {
        var workspaceId = places.workspace(actor, workspace);
        questionService.answer(actor, workspaceId, question, Given.required("text", answer.text()));
        return shown(actor, workspaceId, question);
    }

    @PostMapping("/questions/{question}/close")
    @Operation(
            summary = "Close a question without an answer",
            description = "By whoever manages reviews there, or who asked. Safe to repeat.")
    @ApiResponse(responseCode = "200", description = "The question as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It has ended meanwhile")
    QuestionJson close(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID question) {
        var workspaceId = places.workspace(actor, workspace);
        questionService.close(actor, workspaceId, question);
        return shown(actor, workspaceId, question);
    }

    private QuestionJson shown(Actor actor, UUID workspaceId, UUID question) {
        return QuestionJson.of(questions.question(actor, workspaceId, question));
    }
}
