"""Given names that are no words: by these a sentence that begins with a name is known to.

A list, and nothing else. What is also a word (Will, Grace, Mark) or a place (Florence, Jordan) is left out
on purpose: at the beginning of a sentence nothing tells which of the two it is.
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN = _names(
    """aaron abdul abdullah abigail adam adele adrian adriana agata agnes ahmad ahmed aisha akira alan albert
    aleksandra alejandra alejandro alessandra alessandro alex alexander alexandra alexandre alfred ali
    alice alicia alina alison allison amanda amelia amelie amina amir amy ana anastasia andrea andreas
    andrei andrew andrzej angela angelika anika anita anja anke ann anna annabel anne annette annika
    anthony antje anton antonia antonio anya arjun arthur astrid audrey ayesha ayse barbara barbora
    beata beate beatrice beatriz ben benedikt benjamin bernard bernd bernhard beth birgit bob bogdan
    boris brenda brian bridget brigitte bruno camila camille carl carla carlos carmen carol caroline
    carolyn carsten catarina catherine cecilia cedric charles charlie chiara chloe christa christina
    christine christof christoph christopher claire clara claudia clemens colin cornelia cristina
    cynthia dagmar dana daniel daniela danielle darius darren dave david deborah denise dennis derek
    diane dieter dimitri dirk dmitri dolores dominik donald donna doris dorota dorothea dorothy ebru
    edith eduardo edward eileen eleanor elena elif elisabeth elizabeth elke ella ellen elsa emilia
    emilie emily emma emre enrico eric erica erik erika erin ernesto esra esther eugene eva evelyn
    fabian fatima fatma federico felicia felicitas felix fernanda fernando fiona francesca francesco
    francine francis francisca franz franziska frieda friederike friedrich gabriel gabriela gabriele
    gail gareth gary george georg gerald gerd gerhard gertrud gideon gisela giulia giuseppe gloria
    graham greta gudrun guillermo gunther gustav guido hakan hanna hannah hannelore hannes hans harold
    harriet harry hasan hassan hatice heather heidi heike heinrich heinz helen helena helene helga
    helmut henrik henry herbert hermann hilary hilda hiroshi horst howard hugo hussein ian ibrahim ida
    ilona imran ines inga inge ingeborg ingo ingrid irena irina isabel isabella isabelle ivan ivana
    jacob jacqueline jakob james jan jana jane janet janice janina jasmin jason javier jean jeff jeffrey
    jelena jennifer jens jeremy jerome jessica jill joachim joan joanna joanne joao joel johann johanna
    johannes john jonas jonathan jorge jose josef joseph josephine joshua juan judith julia julian
    juliana julie julien juliet jurgen jutta kai karen karim karin karl karla karolina karsten katarina
    kate katharina katherine kathleen kathrin kathy katja katrin kaye keith kelly ken kenneth kerstin
    kevin khadija khalid kim kirsten klara klaus kofi konrad konstantin krzysztof kurt kwame lara larry
    lars laszlo latifa laura lauren laurence lea leah leila lena lenka leo leon leonard leonie leslie
    lidia liam lina linda lisa liz lorenzo lothar louisa louise luca lucas lucia luciana lucie lucy
    ludwig luis luisa lukas luke lutz lydia maciej magda magdalena mahmoud maja malik manfred manuel
    manuela mara marc marcel marcelo marco marcus margaret margarete maria mariam marianne marie marina
    mario marion mariusz marketa markus marlene marta martha martin martina mary maryam mateo mathias
    matteo matthew matthias maureen maurice maximilian megan mehmet meike melanie melissa mercedes
    meryem michael michaela michal michel michelle miguel mikhail mila milena mira miriam mohamed
    mohammed moritz muhammad murat mustafa nadia nadine nadja natalia natalie natasha nathan nathaniel
    neil nicholas nick nicola nicolas nicole niklas nikolai nils nina noah nora norbert nuria olaf oleg
    olga oliver olivia omar oscar oskar osman otto paolo pascal patricia patrick paul paula paulina
    paulo pavel pedro peter petra philip philipp philippe phoebe pierre piotr priya rachel rafael ralf
    ralph raphael rainer rebecca regina reinhard renate renata rene ricardo richard rita robert roberta
    roberto rodrigo roger roland rolf ronald rosa rosemary roxana rudolf rui ruth ryan sabine sabrina
    sally salma sam samantha samir samuel sandra sanjay sara sarah sascha scott sean sebastian selma
    sergei sergio sheila shirley sibylle siegfried sigrid silke silvia simon simone sofia sofie sonia
    sonja sophia sophie stefan stefania stefanie stella stephan stephanie stephen steven stuart susan
    susanna susanne suzanne svenja svetlana sven sylvia tamara tanja tanya tara tatiana teresa theo
    theodor theresa thomas thorsten tibor tim timo timothy tina tobias todd tom tomas tomasz toni tony
    torsten tracy udo ulrich ulrike ulla ursula ute uwe valentina valeria vanessa vera verena veronica
    veronika viktor vincent viola vivian vladimir volker walter waltraud wendy werner wilhelm william
    winfried wolfgang xavier yasmin yolanda yousef yuki yusuf yvonne zeynep zoe zofia zuzana анна анне
    анной мария марии иван ивана елена елене ольга ольге сергей наталья татьяна дмитрий"""
)
"""As written in small letters."""
